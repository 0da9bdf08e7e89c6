/**
 * What a stranger may begin with: notes, what hears of them, and the starter alone.
 */
package com.example.tiny;
