package io.casework.repair;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface SurveySheetRepository extends JpaRepository<SurveySheet, Long> {

    Optional<SurveySheet> findFirstByCaseNumberOrderByRoundDesc(String caseNumber);

    List<SurveySheet> findByCaseNumberOrderByRound(String caseNumber);
}
