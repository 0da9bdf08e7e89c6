package com.example.tiny;

import org.springframework.data.annotation.Id;

record Note(@Id Long id, String text) {

}
