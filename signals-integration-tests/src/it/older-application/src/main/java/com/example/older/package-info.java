/**
 * An application on the Spring Boot before ours, with the Hibernate of that time: it does
 * a little of everything, and tells what it hears and what is in its tables then.
 */
package com.example.older;
