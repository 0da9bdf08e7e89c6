package io.github.signals.tenants;

import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;

interface Currencies extends JpaRepository<Owned.Currency, UUID> {

}
