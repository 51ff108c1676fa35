package io.casework.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/** Reports that were handed in before unsolved complaints were rows lose nothing: {@code 320-weekly-figures.sql} on tables of that time. */
@CaseworkTest
@Transactional
class WeeklyLinesConversionTest {

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeEach
    void theTablesOfThatTime() {
        jdbc.execute("create schema weekly_lines");
        jdbc.execute("set local search_path = weekly_lines");
        jdbc.execute("create table complaint (case_number varchar(24) primary key)");
        jdbc.execute("create table complaint_week (site varchar(64), week date, unsolved text not null, primary key (site, week))");
        jdbc.update("insert into complaint values ('KF-20260706-0001'), ('KF-20260706-0002')");
    }

    @Test
    void eachLineBecomesARowAndWhatIsNotOfAKnownComplaintIsKeptWhole() throws IOException {
        report("2026-07-06", "KF-20260706-0001 一般投诉 外墙渗水 经过：已勘察\nKF-20260706-0002\nKF-20260706-0099 一般投诉 电梯\n\n另有 3 件");
        report("2026-07-13", "没有未解决的投诉");
        report("2026-07-20", "系统故障，见纸质周报");
        convert();

        assertThat(jdbc.queryForList("select week || '|' || line || '|' || coalesce(case_number, '') || '|' || text from complaint_week_line order by week, line",
                String.class)).isEqualTo(List.of(
                "2026-07-06|1|KF-20260706-0001|一般投诉 外墙渗水 经过：已勘察", "2026-07-06|2|KF-20260706-0002|",
                "2026-07-06|3||KF-20260706-0099 一般投诉 电梯", "2026-07-06|4||另有 3 件",
                "2026-07-20|1||系统故障，见纸质周报"));
    }

    private void report(String week, String unsolved) {
        jdbc.update("insert into complaint_week values ('t-east', cast(? as date), ?)", week, unsolved);
    }

    private void convert() throws IOException {
        String changes = new ClassPathResource("db/changelog/rooms/320-weekly-figures.sql").getContentAsString(StandardCharsets.UTF_8);
        for (String statement : changes.replaceAll("(?m)^--.*$", "").split(";\\s*\n")) {
            jdbc.execute(statement);
        }
    }
}
