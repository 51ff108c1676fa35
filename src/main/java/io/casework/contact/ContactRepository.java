package io.casework.contact;

import java.time.Instant;
import java.util.Collection;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface ContactRepository extends JpaRepository<ContactEntry, String> {

    Page<ContactEntry> findBySiteInAndRegisteredAtGreaterThanEqualAndRegisteredAtLessThan(
            Collection<String> sites, Instant from, Instant until, Pageable page);
}
