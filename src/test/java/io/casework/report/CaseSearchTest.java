package io.casework.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.UnitKey;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One field finds cases by number, phone, customer, unit and matter; filters narrow; other sites do not exist; the indexes are used. */
@CaseworkTest
class CaseSearchTest {

    private static final Set<String> EAST = Set.of(TestStaff.EAST);
    private static final Set<String> WEST = Set.of(TestStaff.WEST);

    @Autowired CaseSearch search;
    @Autowired CaseFiles cases;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired TurnableClock clock;
    @Autowired CustomerRegister register;
    @Autowired Customers customers;
    @Autowired TestHomes homes;

    private String phone;
    private String number;

    @BeforeEach
    void aCase() {
        clock.reset();
        phone = ProbeCases.phone();
        number = open(TestStaff.EAST, "欧阳若曦", phone, "87栋2单元1903", "书房落地窗玻璃自爆");
    }

    private String open(String site, String name, String phone, String unit, String matter) {
        return transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, site, "CALL", null, name, phone, null, unit, matter, "", "URGENT"),
                Actor.SYSTEM).number());
    }

    private long home(String building, String label) {
        if (customers.units(EAST, label).isEmpty()) {
            transaction.executeWithoutResult(status -> register.addUnit(register.addBuilding(TestStaff.EAST, building), label, BigDecimal.TEN, null, false));
        }
        return homes.unit(TestStaff.EAST, label);
    }

    private static CaseSearch.Criteria text(String text) {
        return criteria(text, null, null, null, null, false);
    }

    private static CaseSearch.Criteria criteria(String text, String state, String urgency, LocalDate from, LocalDate until, boolean late) {
        return new CaseSearch.Criteria(text, null, state, null, null, urgency, from, until, late, CaseSearch.Sort.NEWEST, 0);
    }

    private List<String> find(Set<String> sites, CaseSearch.Criteria criteria) {
        return search.find(sites, criteria).hits().stream().map(CaseSearch.Hit::number).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"欧阳若曦", "若曦", "阳若", "87栋2单元1903", "87栋", "玻璃自爆", "落地窗", "若曦 玻璃", "  玻璃自爆  ", "87栋 自爆", "欧阳若曦 书房"})
    void anyPartOfCustomerUnitOrMatterFindsTheCase(String text) {
        assertThat(find(EAST, text(text))).contains(number);
        assertThat(find(WEST, text(text))).doesNotContain(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"87-2-1903", "87栋1903", "87-1903", "87号楼2单元1903室", "八十七栋二单元1903", "87#2单元19层1903", "87号楼", "87-2单元", "８７－２－１９０３", "若曦 87-1903",
        "087-02-1903", "87号楼 2单元 1903"})
    void aHouseIsFoundInAnyNotation(String text) {
        String notation = open(TestStaff.EAST, "欧阳若梅", ProbeCases.phone(), "八十七号楼二单元1903室", "厨房渗水");
        long home = home("97栋", "97栋2单元1903");
        String settled = transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, TestStaff.EAST, "CALL", null, "欧阳若曦", ProbeCases.phone(), home,
                "97栋2单元1903", "厨房渗水", "", "URGENT"), Actor.SYSTEM).number());
        assertThat(find(EAST, text(text))).as("what was said is all that is known").contains(number).doesNotContain(settled);
        if (!text.contains("若曦") && !text.contains(" ")) {
            assertThat(find(EAST, text(text))).as("said in another notation").contains(notation);
        }
        assertThat(find(EAST, text(text.replace("八十七", "九十七").replace("87", "97").replace("８７", "９７")))).as("a unit on record").contains(settled).doesNotContain(number);
        assertThat(find(WEST, text(text))).doesNotContain(number, settled, notation);
    }

    /** The database makes the keys of what customers said: they must be those that the unit has. */
    @ParameterizedTest
    @ValueSource(strings = {"3栋1单元1201", "3号楼1单元1201室", "3-1-1201", "3幢 1单元 1201", "３栋１单元１２０１", "三栋一单元1201", "03栋1单元12层1201室", "云栖花园3栋1单元1201", "十栋1201",
        "十二栋1201", "二十栋1201", "二十三栋一单元801", "a座1201", "别墅12A", "一二栋三层", "三四十栋", "十三四室", "一二三四栋", "00", "楼下那家", "\\1栋(2)+", "", "ａ座①"})
    void theDatabaseUnderstandsHousesAsTheSoftwareDoes(String text) {
        assertThat(jdbc.sql("select coalesce(house_key(:text), '')").param("text", text).query(String.class).single()).isEqualTo(UnitKey.of(text).value());
    }

    @Test
    void numberAndPhoneFindTheCaseWholeOrInPart() {
        String day = number.substring(3, 11);
        assertThat(find(EAST, text(number))).containsExactly(number);
        assertThat(find(EAST, text(number.toLowerCase()))).containsExactly(number);
        assertThat(find(EAST, text(number.substring(3)))).contains(number);
        assertThat(find(EAST, new CaseSearch.Criteria("KF-" + day, null, null, null, null, null, null, null, false, CaseSearch.Sort.NUMBER, 0))).isNotEmpty();
        assertThat(find(EAST, text(phone))).containsExactly(number);
        assertThat(find(EAST, text(phone.substring(4)))).containsExactly(number);
        assertThat(find(EAST, text(phone.substring(0, 3) + "-" + phone.substring(3, 7) + "-" + phone.substring(7)))).containsExactly(number);
        String mobile = "1" + "%010d".formatted(Long.parseLong(phone) % 1_000_000_000L + 3_000_000_000L);
        String called = open(TestStaff.EAST, "欧阳若兰", mobile, "87栋2单元1904", "阳台漏水");
        assertThat(find(EAST, text(mobile.substring(0, 3) + " " + mobile.substring(3, 7) + "　" + mobile.substring(7)))).containsExactly(called);
        assertThat(find(EAST, text("+86 " + mobile))).containsExactly(called);
        assertThat(find(EAST, text("若兰 " + mobile))).as("two words").containsExactly(called);
        assertThat(find(EAST, text("1903"))).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"曦若", "玻璃 门锁损坏", "%", "_", "'", "' or '1'='1", "\\", "{\"", "玻璃%自爆", "\"};--", "null", "KF-%", "0000000000000000000000000000"})
    void whatIsNotThereIsNotFoundAndNothingTypedBecomesSql(String text) {
        assertThat(find(EAST, text(text))).doesNotContain(number);
    }

    @Test
    void zeroBytesAndLongTextsAreNoTrouble() {
        assertThat(find(EAST, text("玻璃\0自爆"))).contains(number);
        assertThat(find(EAST, text("玻璃自爆".repeat(500)))).isEmpty();
        assertThat(find(EAST, text("𠮷野家"))).isEmpty();
    }

    @Test
    void filtersNarrow() {
        LocalDate today = LocalDate.now(clock);
        assertThat(find(EAST, criteria("若曦", "OPEN", "URGENT", today, today, false))).contains(number);
        assertThat(find(EAST, criteria("若曦", "CLOSED", null, null, null, false))).doesNotContain(number);
        assertThat(find(EAST, criteria("若曦", null, "EMERGENCY", null, null, false))).doesNotContain(number);
        assertThat(find(EAST, criteria("若曦", null, null, today.plusDays(1), null, false))).doesNotContain(number);
        assertThat(find(EAST, criteria("若曦", null, null, null, today.minusDays(1), false))).doesNotContain(number);
        assertThat(find(EAST, new CaseSearch.Criteria("若曦", TestStaff.WEST, null, null, null, null, null, null, false, CaseSearch.Sort.NEWEST, 0))).isEmpty();
        assertThat(find(Set.of(), text("若曦"))).isEmpty();
    }

    @Test
    void onlyAnOpenCaseWhoseTimeHasPassedIsLate() {
        transaction.executeWithoutResult(status -> cases.dueAt(number, clock.instant().plusSeconds(60)));
        assertThat(find(EAST, criteria("若曦", null, null, null, null, true))).doesNotContain(number);
        clock.advance(java.time.Duration.ofMinutes(2));
        CaseSearch.Found late = search.find(EAST, criteria(number, null, null, null, null, true));
        assertThat(late.hits()).singleElement().matches(CaseSearch.Hit::late).extracting(CaseSearch.Hit::handling).isNull();
        transaction.executeWithoutResult(status -> cases.close(number, "DONE", "已完成", Actor.SYSTEM));
        assertThat(find(EAST, criteria(number, null, null, null, null, true))).isEmpty();
        assertThat(find(EAST, criteria(number, "CLOSED", null, null, null, false))).containsExactly(number);
    }

    @Test
    void aLongListIsPagedAndCountedUpToAThousand() {
        transaction.executeWithoutResult(status -> {
            fill(1200);
            CaseSearch.Found first = search.find(EAST, text("溯溪"));
            assertThat(first.more()).isTrue();
            assertThat(first.pages()).isEqualTo(20);
            assertThat(first.hits()).hasSize(50).isSortedAccordingTo(java.util.Comparator.comparing(CaseSearch.Hit::openedAt).reversed());
            assertThat(first.page()).isZero();
            CaseSearch.Found last = search.find(EAST, new CaseSearch.Criteria("溯溪", null, null, null, null, null, null, null, false, CaseSearch.Sort.OLDEST, 999));
            assertThat(last.page()).isEqualTo(19);
            assertThat(last.hits()).hasSize(50).doesNotContainAnyElementsOf(first.hits());
            status.setRollbackOnly();
        });
    }

    /** Among 20,000 cases, each way of asking is answered by the index that is meant for it, and never by reading the whole table. */
    @ParameterizedTest
    @CsvSource({"玻璃溯溪自爆, case_file_words", "1550007, case_file_phone_ending", "15500070007, case_file_words", "KF-19990101-0007, case_file_number_part",
        "庚子七, case_file_words", "9栋3单元漏, case_file_words", "9-3-1903, case_file_house_said", "9栋1903, case_file_house_said", "9号楼, case_file_house_said"})
    void theIndexesAreUsed(String text, String index) {
        transaction.executeWithoutResult(status -> {
            fill(20_000);
            Map<String, Object> params = new HashMap<>();
            String where = search.where(EAST, text(text), params);
            for (String sql : List.of(CaseSearch.listing(where, CaseSearch.Sort.NEWEST, 0), CaseSearch.finding(where))) {
                String plan = String.join("\n", jdbc.sql("explain " + sql).params(params).query(String.class).list());
                assertThat(plan).contains(index).doesNotContain("Seq Scan on case");
            }
            status.setRollbackOnly();
        });
    }

    private void fill(int count) {
        jdbc.sql("""
                        insert into case_file (number, kind, site, channel, customer_name, customer_phone, unit_name, matter, state, opened_at, opened_by, closed_at)
                        select 'KF-19990101-' || lpad(i::text, 6, '0'), 'CONTACT', case when i % 10 = 0 then 't-west' else 't-east' end, 'CALL',
                               substr('甲乙丙丁戊己庚辛壬癸', 1 + i % 10, 1) || substr('子丑寅卯辰巳午未申酉戌亥', 1 + (i / 10) % 12, 1) || chr(19968 + (i / 120) % 3000),
                               '155' || lpad((i * 7)::text, 8, '0'), (1 + i % 90) || '栋' || (1 + i % 3) || '单元' || (1 + i % 25) || '0' || (1 + i % 4),
                               '溯溪' || chr(20000 + i % 97) || chr(20000 + i % 89) || chr(20000 + i % 83), 'CLOSED',
                               timestamptz '1999-01-01' + i * interval '1 minute', 'clerk', timestamptz '1999-03-01'
                        from generate_series(1, :count) i""").param("count", count).update();
        jdbc.sql("analyze case_file").update();
    }
}
