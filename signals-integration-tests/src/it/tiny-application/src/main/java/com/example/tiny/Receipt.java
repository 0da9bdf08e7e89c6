package com.example.tiny;

import org.springframework.data.annotation.Id;

record Receipt(@Id Long id, String text) {

}
