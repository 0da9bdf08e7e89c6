package com.example.ormxml;

import org.springframework.data.repository.CrudRepository;

interface Notes extends CrudRepository<Note, Long> {

}
