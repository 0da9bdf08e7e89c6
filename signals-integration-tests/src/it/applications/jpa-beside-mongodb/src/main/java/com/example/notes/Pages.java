package com.example.notes;

import org.springframework.data.mongodb.repository.MongoRepository;

interface Pages extends MongoRepository<Page, String> {

}
