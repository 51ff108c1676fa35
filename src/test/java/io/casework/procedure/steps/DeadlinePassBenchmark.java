package io.casework.procedure.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestDeployments;
import io.casework.testkit.TestStaff;
import io.casework.testkit.Walk;
import io.casework.worktime.CalendarAdministration;
import io.casework.worktime.CalendarDay;
import io.casework.worktime.DayKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** How long a pass over the deadlines of 200,000 open tasks takes: when nothing has to move, and when everything has. */
@CaseworkTest
@Tag("benchmark")
class DeadlinePassBenchmark {

    private static final int TASKS = Integer.getInteger("casework.benchmark.tasks", 200_000);

    @Autowired Walk walk;
    @Autowired RepositoryService repository;
    @Autowired TestDeployments deployments;
    @Autowired CalendarAdministration calendar;
    @Autowired DeadlinePass pass;
    @Autowired JdbcTemplate jdbc;

    @Test
    void aPassOverAllOpenTasks() {
        walk.turnTo(DeadlineProbe.START);
        String number = walk.enter("service-work-order", TestStaff.EAST, Map.of());
        walk.complete(TestStaff.login("clerk", TestStaff.EAST), number, "Task_FillWorkOrder",
                Map.of("repairRequested", "灯不亮", "agreedTime", DeadlineProbe.AGREED.toString(), "scopeExplained", true));
        walk.complete(TestStaff.login("equipment", TestStaff.EAST), number, "Task_CarryOutWork", Map.of("workResult", "RESCHEDULE", "workDone", "缺配件"));
        multiply(number);

        print("nothing to move", this::passed);
        calendar.putDay(CalendarDay.of(LocalDate.of(2031, 7, 8), DayKind.HOLIDAY, "试验假", "试验通知"), "系统管理员");
        print("everything moves, with notices and timeline", this::passed);
        assertThat(walk.due(number, "Task_AgreeNewTime").toLocalDate()).isEqualTo(LocalDate.of(2031, 7, 9));
        print("again, nothing to move", this::passed);
    }

    private DeadlinePass.Summary passed() {
        return pass.pass().orElseThrow();
    }

    private static void print(String what, java.util.function.Supplier<DeadlinePass.Summary> work) {
        Instant began = Instant.now();
        DeadlinePass.Summary summary = work.get();
        System.out.printf("deadlines: %s: %s in %.1f s%n", what, summary, Duration.between(began, Instant.now()).toMillis() / 1000.0);
    }

    /** Copies the one open case row by row; the copies differ in their ids and numbers only. */
    private void multiply(String number) {
        String instance = jdbc.queryForObject("select id_ from act_ru_execution where business_key_ = ? and parent_id_ is null", String.class, number);
        copy("case_file", "number = '" + number + "'", List.of("number"));
        for (String table : List.of("act_ru_execution", "act_ru_variable", "act_ru_task")) {
            copy(table, "proc_inst_id_ = '" + instance + "'",
                    List.of("id_", "proc_inst_id_", "root_proc_inst_id_", "parent_id_", "execution_id_", "business_key_", "var_scope_"));
        }
        copy("act_ru_job", "process_instance_id_ = '" + instance + "'", List.of("id_", "process_instance_id_", "root_proc_inst_id_", "execution_id_"));
        copy("act_ru_identitylink", "task_id_ in (select id_ from act_ru_task where proc_inst_id_ = '" + instance + "')", List.of("id_", "task_id_"));
        copy("act_hi_taskinst", "proc_inst_id_ = '" + instance + "'", List.of("id_", "proc_inst_id_", "root_proc_inst_id_", "execution_id_"));
        jdbc.execute("vacuum analyze");
    }

    private void copy(String table, String where, List<String> ids) {
        List<String> columns = jdbc.queryForList("""
                select column_name from information_schema.columns
                where table_name = ? and table_schema = current_schema() and is_generated = 'NEVER'""", String.class, table);
        String values = columns.stream()
                .map(column -> ids.contains(column) ? "case when o." + column + " is null then null else o." + column + " || '-' || g end" : "o." + column)
                .collect(Collectors.joining(", "));
        jdbc.update("insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from " + table
                + " o cross join generate_series(1, " + (TASKS - 1) + ") g where o." + where.replace("in (select id_", "in (select t.id_")
                        .replace("from act_ru_task where ", "from act_ru_task t where t."));
    }
}
