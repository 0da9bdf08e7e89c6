package com.example.slices;

import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

@Document
record MongoPage(@Id String id) {

}
