package io.github.signals.starter;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

record Letter(@Id @Nullable Long id, String text) {

}
