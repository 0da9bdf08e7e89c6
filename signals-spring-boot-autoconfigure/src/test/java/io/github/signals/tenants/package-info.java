/**
 * Entities that belong to tenants.
 */
package io.github.signals.tenants;
