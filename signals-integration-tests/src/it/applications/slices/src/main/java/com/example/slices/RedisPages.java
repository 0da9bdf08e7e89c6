package com.example.slices;

import org.springframework.data.keyvalue.repository.KeyValueRepository;

interface RedisPages extends KeyValueRepository<RedisPage, String> {

}
