package io.casework.contact;

import io.casework.platform.RuleViolation;
import java.time.Instant;
import java.util.Collection;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface ContactRepository extends JpaRepository<ContactEntry, String> {

    /** @throws RuleViolation where the case is not in the register */
    default ContactEntry required(String caseNumber) {
        return findById(caseNumber).orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 不在来电来访登记表中"));
    }

    Page<ContactEntry> findBySiteInAndRegisteredAtGreaterThanEqualAndRegisteredAtLessThan(
            Collection<String> sites, Instant from, Instant until, Pageable page);
}
