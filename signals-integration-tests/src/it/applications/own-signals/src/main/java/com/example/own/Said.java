package com.example.own;

import io.github.signals.Signal;

record Said(String instance) implements Signal<String> {

}
