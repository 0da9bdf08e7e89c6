package io.github.signals.test;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

@Document
record Leaf(@Id String id) {

}
