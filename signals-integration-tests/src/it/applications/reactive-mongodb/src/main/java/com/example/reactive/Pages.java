package com.example.reactive;

import org.springframework.data.mongodb.repository.ReactiveMongoRepository;

interface Pages extends ReactiveMongoRepository<Page, String> {

}
