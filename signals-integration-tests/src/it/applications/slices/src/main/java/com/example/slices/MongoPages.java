package com.example.slices;

import org.springframework.data.mongodb.repository.MongoRepository;

interface MongoPages extends MongoRepository<MongoPage, String> {

}
