package io.casework.repair;

import io.casework.casefile.CaseFiles;
import io.casework.worktime.CaseClocks;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says in words or as a time which limits hold for a repair, before the order exists from which they run. */
@Service
@Transactional(readOnly = true)
public class RepairLimits {

    private final RepairCaseRepository repairs;
    private final CaseFiles cases;
    private final CaseClocks clocks;
    private final RepairTables tables;

    RepairLimits(RepairCaseRepository repairs, CaseFiles cases, CaseClocks clocks, RepairTables tables) {
        this.repairs = repairs;
        this.cases = cases;
        this.clocks = clocks;
        this.tables = tables;
    }

    /** Until when the survey party must be on site (AS-SUR-01). */
    public Instant surveyLimit(String caseNumber) {
        return clocks.dueAt(caseNumber, cases.view(caseNumber).openedAt(), tables.limit(RepairDeadlines.SURVEY).limit());
    }

    /** The limit of the work by trades: 3个工作日（单工种）. Empty before the survey. */
    public String workLimit(String caseNumber) {
        return repairs.findById(caseNumber).filter(repair -> repair.limitKey() != null)
                .map(repair -> tables.limit(repair.limitKey()).limit().label() + (repair.tradeCount() > 1 ? "（多工种）" : "（单工种）")).orElse("");
    }
}
