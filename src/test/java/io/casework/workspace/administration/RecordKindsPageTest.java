package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.platform.RuleViolation;
import io.casework.recordbook.FieldType;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordDraft;
import io.casework.recordbook.RecordEntry;
import io.casework.recordbook.RecordField;
import io.casework.recordbook.RecordKind;
import io.casework.recordbook.RecordKinds;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Kinds and fields of the record book on the pages of the administration: what can be changed, what entries forbid, and the record of the changes. */
@CaseworkTest
class RecordKindsPageTest {

    private static final String RECORDS = "/pages/administration/records";
    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);

    @LocalServerPort int port;
    @Autowired RecordKinds kinds;
    @Autowired RecordBook book;
    @Autowired AdminChanges changes;
    @Autowired TurnableClock clock;

    private final String name = "钥匙借用" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    @BeforeEach
    void monday() {
        clock.reset();
    }

    private Map<String, String> form() {
        return new LinkedHashMap<>(Map.ofEntries(Map.entry("name", name), Map.entry("group", "试验"), Map.entry("dayLabel", "借出日期"), Map.entry("scope", "SITE"),
                Map.entry("tracked", "true"), Map.entry("ofCases", "false"), Map.entry("active", "true"), Map.entry("rules", "as-pmc-04，AS-INT-01"), Map.entry("records", ""),
                Map.entry("purpose", "谁借了哪把钥匙，还回来后办结"), Map.entry("keepers", "clerk")));
    }

    private static Map<String, String> field(String label, String type) {
        return new LinkedHashMap<>(Map.of("label", label, "type", type, "required", "false", "hint", "", "rule", "", "options", ""));
    }

    /** A kind with one field, added on the pages. */
    private String added(Clerk admin) {
        admin.opens(RECORDS);
        String path = admin.sends(RECORDS, form()).replaceFirst("^https?://[^/]+", "");
        admin.opens(path);
        admin.sends(path + "/fields", field("钥匙", "TEXT"));
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private List<AdminChange> recorded(String code) {
        return changes.page(AdminChanges.Filter.of(AdminArea.RECORDS, code), null, 50);
    }

    private RecordKind kind(String code) {
        return kinds.find(code).orElseThrow();
    }

    private static List<String> labels(RecordKind kind) {
        return kind.used().stream().map(RecordField::label).toList();
    }

    private RecordEntry entry(String code, Map<String, String> values) {
        return book.enter(code, new RecordDraft(TestStaff.EAST, "2026-07-06", "", "", values), CLERK);
    }

    @Test
    void anAdministratorAddsAKindWithFieldsAndTheClerkWritesInItAtOnce() {
        Clerk admin = new Clerk(port, "camunda-admin");
        admin.opens(RECORDS);
        Map<String, String> bad = form();
        bad.putAll(Map.of("name", "巡查记录表", "purpose", " ", "rules", "nonsense", "dayLabel", "编号"));
        bad.remove("keepers");
        String refused = admin.isRefused(RECORDS, bad);
        assertThat(refused).contains("已有名称是“巡查记录表”的资料", "请填写“用途”", "条文编号应像", "请至少选择一个登记的岗位", "每种资料都有的栏目", "value=\"nonsense\"");

        String code = added(admin);
        assertThat(kind(code)).extracting(RecordKind::name, RecordKind::tracked, RecordKind::keepers, RecordKind::readers, RecordKind::rules)
                .containsExactly(name, true, Set.of("clerk"), Set.of(), List.of("AS-PMC-04", "AS-INT-01"));
        assertThat(recorded(code)).extracting(AdminChange::what).containsExactly("增加栏目", "增加资料种类");
        assertThat(recorded(code).get(0).after()).isEqualTo("栏目 1：钥匙，短文字");

        Clerk clerk = new Clerk(port, CLERK);
        assertThat(clerk.opens("/pages/records")).contains(name);
        clerk.opens("/pages/records/" + code + "/new");
        clerk.sends("/pages/records/" + code, Map.of("day", "2026-07-06", "f.own1", "总表间"));
        admin.opens(RECORDS + "/" + code);
        Map<String, String> choice = field("归还情况", "CHOICE");
        assertThat(admin.isRefused(RECORDS + "/" + code + "/fields", choice)).contains("请写 2 到 40 个选项");
        choice.put("options", "完好\r\n损坏\r\n\r\n完好");
        admin.sends(RECORDS + "/" + code + "/fields", choice);
        assertThat(kind(code).used().get(1).options()).containsExactly("完好", "损坏");
        assertThat(clerk.opens("/pages/registers/record-" + code)).contains("总表间", "归还情况");
        assertThat(clerk.opens("/pages/records/" + code + "/new")).contains("<option value=\"完好\"");
    }

    @Test
    void fieldsAreRenamedReorderedAndRetiredAndWhatWasWrittenStays() {
        Clerk admin = new Clerk(port, "service-manager");
        String code = added(admin);
        String path = RECORDS + "/" + code;
        for (String label : List.of("借用人", "数量")) {
            admin.opens(path);
            admin.sends(path + "/fields", field(label, "TEXT"));
        }
        RecordEntry entry = entry(code, Map.of("own1", "总表间", "own2", "王师傅"));

        admin.opens(path);
        admin.sends(path + "/fields/own3/move", Map.of("up", "true"));
        assertThat(labels(kind(code))).containsExactly("钥匙", "数量", "借用人");
        admin.sends(path + "/fields/own1/move", Map.of("up", "true"));
        assertThat(labels(kind(code))).as("the first stays the first").startsWith("钥匙");

        admin.opens(path + "/fields/own2");
        assertThat(admin.isRefused(path + "/fields/own2", field("借用人", "NUMBER"))).contains("已有填写的内容，不能再改类型");
        assertThat(admin.isRefused(path + "/fields/own2", field("数量", "TEXT"))).contains("已有名称是“数量”的栏目");
        assertThat(admin.isRefused(path + "/fields/own2", field("借出日期", "TEXT"))).contains("本来就有的栏目");
        admin.sends(path + "/fields/own2", field("经手人", "TEXT"));
        assertThat(recorded(code).get(0)).extracting(AdminChange::before, AdminChange::after).containsExactly("栏目 3：借用人，短文字", "栏目 3：经手人，短文字");
        admin.opens(path + "/fields/own3");
        admin.sends(path + "/fields/own3", field("数量", "NUMBER"));
        assertThat(kind(code).field("own3").orElseThrow().type()).isEqualTo(FieldType.NUMBER);

        admin.opens(path);
        admin.sends(path + "/fields/own2/retire", Map.of());
        admin.opens(path);
        admin.sends(path + "/fields/own3/retire", Map.of());
        assertThat(kind(code).fields()).as("with a value it is retired, without it is gone").extracting(RecordField::key, RecordField::retired)
                .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("own1", false), org.assertj.core.groups.Tuple.tuple("own2", true));
        Clerk clerk = new Clerk(port, CLERK);
        assertThat(clerk.opens("/pages/registers/record-" + code)).doesNotContain("经手人");
        assertThat(clerk.opens("/pages/records/entry/" + entry.number())).contains("经手人（已停用的栏目）", "王师傅");
        assertThat(clerk.opens("/pages/records/entry/" + entry.number() + "/correct")).doesNotContain("经手人");
        clerk.sends("/pages/records/entry/" + entry.number() + "/correct", Map.of("day", "2026-07-06", "f.own1", "水表间", "reason", "写错"));
        assertThat(book.find(entry.number()).orElseThrow().values()).containsEntry("own1", "水表间").containsEntry("own2", "王师傅");
        assertThatThrownBy(() -> kinds.retireField(code, "own1")).isInstanceOf(RuleViolation.class).hasMessageContaining("最后一个栏目");

        admin.opens(path);
        admin.sends(path + "/fields/own2/restore", Map.of());
        assertThat(labels(kind(code))).containsExactly("钥匙", "经手人");
    }

    @Test
    void whatEntriesHoldIsNotTurnedAroundAndAKindOutOfUseIsStillRead() {
        Clerk admin = new Clerk(port, "procedure-admin");
        String code = added(admin);
        String path = RECORDS + "/" + code;
        Map<String, String> changed = form();
        changed.putAll(Map.of("scope", "COMPANY", "tracked", "false"));
        admin.opens(path);
        admin.sends(path, changed);
        admin.opens(path);
        admin.sends(path, form());
        RecordEntry entry = entry(code, Map.of("own1", "总表间"));
        admin.opens(path);
        assertThat(admin.isRefused(path, changed)).contains("已有记录，不能再改为“全公司”", "不能再改是否跟踪到办结");

        Clerk second = new Clerk(port, "service-manager");
        second.opens(path);
        Map<String, String> off = form();
        off.putAll(Map.of("active", "false", "readers", "audit,service-manager"));
        admin.sends(path, off);
        assertThat(second.isRefused(path, form())).contains("别人已经作了更改");
        assertThat(kind(code).active()).isFalse();
        Clerk clerk = new Clerk(port, CLERK);
        assertThat(clerk.triesToOpen("/pages/records/" + code + "/new")).isEqualTo(403);
        assertThat(clerk.opens("/pages/records/" + code)).contains("已经停用", entry.number());
        assertThat(new Clerk(port, "audit").opens("/pages/registers/record-" + code)).contains(entry.number());
        assertThat(new Clerk(port, "finance").triesToOpen("/pages/registers/record-" + code)).as("no longer among the readers").isEqualTo(404);
        assertThatThrownBy(() -> entry(code, Map.of("own1", "x"))).hasMessageContaining("已经停用");
    }

    @Test
    void kindsArePutInOrder() {
        Clerk admin = new Clerk(port, "camunda-admin");
        String code = added(admin);
        List<String> before = kinds.all().stream().map(RecordKind::code).toList();
        admin.opens(RECORDS);
        admin.sends(RECORDS + "/" + code + "/move", Map.of("up", "true"));
        List<String> after = kinds.all().stream().map(RecordKind::code).toList();
        assertThat(after.indexOf(code)).isEqualTo(before.indexOf(code) - 1);
        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
        assertThat(recorded(code).get(0).what()).isEqualTo("调整资料种类的次序");
    }

    @Test
    void othersChangeNothing() {
        Clerk clerk = new Clerk(port, CLERK);
        clerk.opens("/pages/notices");
        assertThat(clerk.triesToOpen(RECORDS)).isEqualTo(403);
        assertThat(clerk.triesToSend(RECORDS + "/inspections/fields/area/retire", Map.of())).isEqualTo(403);
        assertThat(kind("inspections").field("area")).hasValueSatisfying(field -> assertThat(field.retired()).isFalse());
        Clerk admin = new Clerk(port, "camunda-admin");
        for (String path : List.of(RECORDS + "/nothing", RECORDS + "/inspections/fields/nothing")) {
            assertThat(admin.triesToOpen(path)).as(path).isEqualTo(404);
        }
    }
}
