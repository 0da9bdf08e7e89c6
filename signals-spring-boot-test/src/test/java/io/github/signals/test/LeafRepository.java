package io.github.signals.test;

import org.springframework.data.mongodb.repository.MongoRepository;

interface LeafRepository extends MongoRepository<Leaf, String> {

}
