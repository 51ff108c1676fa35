package io.casework.organisation;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface SubstitutionRepository extends JpaRepository<SubstitutionEntity, Long> {

    @Query("""
            select s from SubstitutionEntity s
            where s.fromAt < :until and s.untilAt > :from
              and (s.absentLogin in (:absent, :substitute) or s.substituteLogin = :absent)""")
    List<SubstitutionEntity> inTheWay(String absent, String substitute, Instant from, Instant until);

    @Query("""
            select s from SubstitutionEntity s
            where (s.fromAt > :after and s.fromAt <= :upTo) or (s.untilAt > :after and s.untilAt <= :upTo)""")
    List<SubstitutionEntity> turningBetween(Instant after, Instant upTo);

    @Query("select s from SubstitutionEntity s where s.untilAt > :now and (s.absentLogin = :login or s.substituteLogin = :login)")
    List<SubstitutionEntity> notOverFor(String login, Instant now);
}
