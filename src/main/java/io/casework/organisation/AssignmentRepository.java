package io.casework.organisation;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface AssignmentRepository extends JpaRepository<AssignmentEntity, Long> {

    Optional<AssignmentEntity> findByLoginAndPostCodeAndSiteCode(String login, String postCode, String siteCode);

    Optional<AssignmentEntity> findByLoginAndPostCodeAndSiteCodeIsNull(String login, String postCode);

    @Query("select distinct a.login from AssignmentEntity a where a.siteCode is null or a.siteCode = :site")
    List<String> loginsReaching(String site);

    @Query("""
            select count(a) from AssignmentEntity a join StaffEntity s on s.login = a.login
            where a.postCode = :post and s.active and s.login <> :login""")
    long activeHoldersBesides(String post, String login);

    @Query("select count(a) from AssignmentEntity a where a.postCode = :post and a.login = :login")
    long countHeld(String post, String login);
}
