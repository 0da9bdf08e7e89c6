package com.example.mongodb;

import org.springframework.data.mongodb.repository.MongoRepository;

interface Pages extends MongoRepository<Page, String> {

}
