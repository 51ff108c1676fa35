package io.casework.workspace.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.report.ComplaintCounts;
import io.casework.report.ComplaintFigures;
import io.casework.report.Indicator;
import io.casework.report.PeriodStatements;
import io.casework.report.StatementPeriod;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Paper;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The statements on paper. */
@CaseworkTest
class FigurePaperTest {

    @Autowired FigurePaper paper;

    @Test
    void aTableThatGoesOnOverThePageHasItsHeadAgain() {
        List<ComplaintFigures.Line> lines = IntStream.rangeClosed(1, 60)
                .mapToObj(n -> new ComplaintFigures.Line("d" + n, "第 " + n + " 个部门", ComplaintCounts.NONE)).toList();
        Map<String, Object> values = new HashMap<>();
        values.put("statement", new PeriodStatements.Statement(StatementPeriod.of("2026").orElseThrow(), "", "客户服务部", LocalDate.of(2027, 1, 12), null,
                new PeriodStatements.Content(ComplaintCounts.NONE, List.of(new PeriodStatements.Section("责任部门", lines)))));
        values.put("indicators", Indicator.values());
        values.put("madeAt", null);
        try (Paper printed = Paper.of(paper.print("statement", values))) {
            assertThat(printed.pages()).isGreaterThan(1);
            assertThat(printed.text(2)).contains("个部门", "按责任部门", "满意率");
            assertThat(printed.isInsideTheMargins()).isTrue();
        }
    }
}
