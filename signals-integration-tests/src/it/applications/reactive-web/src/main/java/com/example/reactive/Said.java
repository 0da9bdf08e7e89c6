package com.example.reactive;

import io.github.signals.Signal;

record Said(String instance) implements Signal<String> {

}
