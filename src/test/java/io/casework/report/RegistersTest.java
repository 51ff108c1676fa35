package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every register can be read, sorted by each of its columns and filtered by each, and nothing that is typed becomes SQL. */
@CaseworkTest
class RegistersTest {

    private static final Set<String> BOTH = Set.of(TestStaff.EAST, TestStaff.WEST);
    private static final List<String> EVIL = List.of("'", "' or true--", "\"", "\\", "%", "_%", "{", "}", "{\"a", ":sites", "$1", "?", "1; drop table case_file", "<b>", "null");

    @Autowired Registers registers;
    @Autowired TurnableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void monday() {
        clock.reset();
    }

    private RegisterPage ask(Register register, Map<String, List<String>> params) {
        return registers.page(RegisterQuery.of(register, params), BOTH);
    }

    @Test
    void eachRegisterIsReadSortedAndFilteredByEachOfItsColumns() {
        assertThat(registers.all()).hasSizeGreaterThan(20);
        for (Register register : registers.all()) {
            RegisterPage all = ask(register, Map.of("period", List.of("all")));
            assertThat(all.rows()).as(register.key()).hasSize(Math.min(all.count(), Registers.PAGE_SIZE)).allMatch(row -> row.size() == register.columns().size());
            for (RegisterColumn column : register.columns()) {
                if (column.sortable()) {
                    for (String sort : List.of(column.key(), "-" + column.key())) {
                        assertThat(ask(register, Map.of("period", List.of("all"), "sort", List.of(sort))).count()).as("%s by %s", register.key(), sort).isEqualTo(all.count());
                    }
                }
                if (column.filterable()) {
                    filter(register, column, all);
                }
                assertThat(column.label()).as(register.key()).doesNotContainPattern("[a-z]");
            }
            if (register.hasOpen()) {
                int open = ask(register, Map.of("period", List.of("all"), "open", List.of("yes"))).count();
                int done = ask(register, Map.of("period", List.of("all"), "open", List.of("no"))).count();
                assertThat(registers.openRows(BOTH)).as(register.key()).containsEntry(register.key(), open);
                assertThat(Math.min(open + done, 1001)).as(register.key()).isLessThanOrEqualTo(Math.max(all.count(), 0));
            }
        }
    }

    /** Whatever a column is filtered by gives a part of all rows; and each value that is shown finds its own row again. */
    private void filter(Register register, RegisterColumn column, RegisterPage all) {
        int position = register.columns().indexOf(column);
        Object shown = all.rows().stream().map(row -> row.get(position)).filter(value -> value != null && !value.toString().isBlank()).findFirst().orElse(null);
        Map<String, List<String>> params = new HashMap<>(Map.of("period", List.of("all")));
        String name = "c." + column.key();
        switch (column.type()) {
            case MOMENT, DATE -> {
                String day = shown == null ? "2026-07-06" : column.print(shown).substring(0, 10);
                params.put(name + ".from", List.of(day));
                params.put(name + ".to", List.of(day));
            }
            case MONEY, NUMBER -> {
                params.put(name + ".from", List.of(shown == null ? "1" : shown.toString()));
                params.put(name + ".to", List.of(shown == null ? "1" : shown.toString()));
            }
            case YES_NO -> params.put(name, List.of(Boolean.TRUE.equals(shown) ? "yes" : "no"));
            default -> params.put(name, List.of(shown == null ? "甲" : shown.toString().substring(0, Math.min(50, shown.toString().length()))));
        }
        RegisterQuery query = RegisterQuery.of(register, params);
        RegisterPage some = registers.page(query, BOTH);
        assertThat(query.problems()).isEmpty();
        assertThat(some.count()).as("%s filtered by %s", register.key(), params).isLessThanOrEqualTo(all.count());
        if (shown != null) {
            assertThat(some.count()).as("%s filtered by %s", register.key(), params).isPositive();
            if (!column.type().temporal() && !column.type().numeric() && column.type() != RegisterColumn.Type.YES_NO) {
                assertThat(some.rows()).as("%s filtered by %s", register.key(), params)
                        .allMatch(row -> row.get(position) != null && row.get(position).toString().contains(params.get(name).get(0)));
            }
        }
    }

    @Test
    void nothingThatIsTypedBecomesSql() {
        long cases = jdbc.sql("select count(*) from case_file").query(Long.class).single();
        for (Register register : registers.all()) {
            for (String evil : EVIL) {
                Map<String, List<String>> params = new LinkedHashMap<>();
                for (String name : List.of("q", "open", "period", "from", "until", "sort", "page", "nonsense", "c.nonsense", "c.site')--")) {
                    params.put(name, List.of(evil));
                }
                for (RegisterColumn column : register.columns()) {
                    params.put("c." + column.key(), List.of(evil, evil));
                    params.put("c." + column.key() + ".from", List.of(evil));
                    params.put("c." + column.key() + ".to", List.of(evil));
                }
                assertThatCode(() -> ask(register, params)).as("%s with %s", register.key(), evil).doesNotThrowAnyException();
            }
        }
        assertThat(jdbc.sql("select count(*) from case_file").query(Long.class).single()).isEqualTo(cases);
    }

    @Test
    void whatIsNoDayOrNumberIsSaidAndDoesNotNarrow() {
        Register costs = registers.find("cost-approvals").orElseThrow();
        RegisterQuery query = RegisterQuery.of(costs, Map.of("period", List.of("all"), "c.amount.from", List.of("viel"), "c.approvedAt.to", List.of("2026-02-30"),
                "from", List.of("gestern")));
        int narrowed = registers.page(query, BOTH).count();
        assertThat(query.problems()).hasSize(3).anyMatch(text -> text.contains("申请金额")).anyMatch(text -> text.contains("审批时间"));
        assertThat(narrowed).isEqualTo(ask(costs, Map.of("period", List.of("all"))).count());
        RegisterQuery thousands = RegisterQuery.of(costs, Map.of("c.amount.from", List.of("1,250.50")));
        registers.page(thousands, BOTH);
        assertThat(thousands.problems()).isEmpty();
    }

    @Test
    void anEndBeforeItsBeginningIsSaidAndDoesNotNarrow() {
        Register costs = registers.find("cost-approvals").orElseThrow();
        RegisterQuery query = RegisterQuery.of(costs, Map.of("from", List.of("2026-07-06"), "until", List.of("2026-07-05"), "c.amount.from", List.of("20"), "c.amount.to", List.of("3"),
                "c.approvedAt.from", List.of("2026-07-06"), "c.approvedAt.to", List.of("2026-07-05")));
        int found = registers.page(query, BOTH).count();
        assertThat(query.problems()).hasSize(3).allMatch(text -> text.contains("起止填反了"));
        assertThat(found).isEqualTo(ask(costs, Map.of()).count());
        assertThat(query.inWords()).isEqualTo(RegisterQuery.of(costs, Map.of()).inWords());
        RegisterQuery oneDay = RegisterQuery.of(costs, Map.of("from", List.of("2026-07-06"), "until", List.of("2026-07-06")));
        registers.page(oneDay, BOTH);
        assertThat(oneDay.problems()).isEmpty();
    }

    @Test
    void whoeverHasNoSiteSeesNothingAndTheFilterForASiteOpensNoOther() {
        for (Register register : registers.all()) {
            assertThat(registers.page(RegisterQuery.of(register, Map.of("period", List.of("all"))), Set.of()).count()).as(register.key()).isZero();
            // What belongs to the company has no site.
            if (register.column("site").isPresent()) {
                assertThat(registers.page(RegisterQuery.of(register, Map.of("period", List.of("all"), "c.site", List.of(TestStaff.EAST))), Set.of(TestStaff.WEST)).count())
                        .as(register.key()).isZero();
            } else {
                assertThat(register.recordKind()).as(register.key()).isNotNull();
            }
        }
        assertThat(registers.openRows(Set.of())).allSatisfy((key, rows) -> assertThat(rows).as(key).isZero());
    }
}
