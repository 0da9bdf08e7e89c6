package com.example.versions;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

@Table
record Note(@Id Long id, String text) {

}
