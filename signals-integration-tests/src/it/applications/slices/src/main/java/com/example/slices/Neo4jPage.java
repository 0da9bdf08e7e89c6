package com.example.slices;

import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;

@Node
record Neo4jPage(@Id String id) {

}
