/**
 * An application on each Spring Boot that there is, with the Hibernate of its time: it does
 * a little of everything, and tells what it hears and what is in its tables then.
 */
package com.example.versions;
