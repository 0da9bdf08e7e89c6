package com.example.redis;

import org.springframework.data.annotation.Id;
import org.springframework.data.redis.core.RedisHash;

@RedisHash("pages")
record Page(@Id String id, String text) {

}
