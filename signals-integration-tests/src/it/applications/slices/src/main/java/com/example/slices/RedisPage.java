package com.example.slices;

import org.springframework.data.annotation.Id;
import org.springframework.data.redis.core.RedisHash;

@RedisHash
record RedisPage(@Id String id) {

}
