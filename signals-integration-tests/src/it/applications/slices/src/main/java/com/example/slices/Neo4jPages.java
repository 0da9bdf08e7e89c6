package com.example.slices;

import org.springframework.data.neo4j.repository.Neo4jRepository;

interface Neo4jPages extends Neo4jRepository<Neo4jPage, String> {

}
