package io.casework.organisation;

import org.springframework.data.jpa.repository.JpaRepository;

interface SiteRepository extends JpaRepository<SiteEntity, String> {

    boolean existsByNameAndCodeNot(String name, String code);
}
