package io.github.signals.test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application that the slices are of.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Shop {

}
