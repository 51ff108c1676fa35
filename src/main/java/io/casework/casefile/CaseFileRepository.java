package io.casework.casefile;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface CaseFileRepository extends JpaRepository<CaseFile, String> {

    List<CaseFile> findByParentNumberOrderByNumber(String parentNumber);
}
