package com.example.redis;

import org.springframework.data.repository.CrudRepository;

interface Pages extends CrudRepository<Page, String> {

}
