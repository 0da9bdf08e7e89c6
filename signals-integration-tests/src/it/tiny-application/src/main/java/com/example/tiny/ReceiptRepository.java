package com.example.tiny;

import org.springframework.data.repository.ListCrudRepository;

interface ReceiptRepository extends ListCrudRepository<Receipt, Long> {

}
