package com.example.tiny;

import org.springframework.data.repository.ListCrudRepository;

interface NoteRepository extends ListCrudRepository<Note, Long> {

}
