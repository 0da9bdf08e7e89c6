/**
 * The application of a stranger who develops with devtools: it lives three times in one
 * process, and tells what it hears in each life.
 */
package com.example.restarted;
