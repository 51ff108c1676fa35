package io.casework.procedure.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.procedure.FormView;
import io.casework.procedure.FormView.Field;
import io.casework.procedure.FormView.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page of ours shows of a start form: whatever an administrator puts into it, with the same conditions that judge the submission. */
class FormLookTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-06T01:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final String FORM = """
            {"id": "look", "schemaVersion": 16, "type": "default", "components": [
              {"type": "text", "text": "## 请注意\\n**先核对**<a href=\\"/x\\" target=\\"_blank\\">身份</a>"},
              {"type": "text", "id": "Text_Rules", "text": "制度依据：<a href=\\"/pages/rules\\">AS-INT</a>"},
              {"type": "textfield", "key": "name", "label": "姓名", "description": "按自称", "validate": {"required": true, "maxLength": 50}},
              {"type": "group", "label": "事项", "components": [
                {"type": "select", "key": "kind", "label": "种类", "values": [{"label": "报修", "value": "REPAIR"}, {"label": "咨询", "value": "ENQUIRY"}]},
                {"type": "textarea", "key": "words", "label": "原话"},
                {"type": "number", "key": "days", "label": "天数", "decimalDigits": 1, "validate": {"min": 0, "max": 365}, "appearance": {"suffixAdorner": "天"}},
                {"type": "checkbox", "key": "urgent", "label": "急"},
                {"type": "radio", "key": "channel", "label": "方式", "defaultValue": "CALL", "values": [{"label": "来电", "value": "CALL"}, {"label": "来访", "value": "VISIT"}]},
                {"type": "checklist", "key": "trades", "label": "工种", "optionsFrom": "x", "properties": {"optionsFrom": "trades"}},
                {"type": "datetime", "key": "day", "label": "日期", "subtype": "date"},
                {"type": "datetime", "key": "visit", "label": "上门", "subtype": "datetime", "timeSerializingFormat": "utc_offset"}]},
              {"type": "group", "label": "报修", "conditional": {"hide": "=kind != \\"REPAIR\\""}, "components": [
                {"type": "textfield", "key": "item", "label": "项目"},
                {"type": "textfield", "key": "long", "label": "久拖原因", "conditional": {"hide": "=days = null or days < 3"}}]},
              {"type": "dynamiclist", "path": "people", "label": "到场人员", "components": [{"type": "textfield", "key": "who", "label": "姓名"}]}
            ]}""";
    private static final Map<String, List<Option>> OPTIONS = Map.of("trades", List.of(new Option("电工", "power"), new Option("水工", "water")));

    private final byte[] json = FORM.getBytes(StandardCharsets.UTF_8);
    private final FormDefinition form = FormDefinition.parse(json);
    private final FormLook look = new FormLook(CLOCK);

    private FormView view(Map<String, Object> values) {
        return look.view(json, form, 7, "受理", values, OPTIONS);
    }

    private static Field field(FormView view, String key) {
        return view.field(key).orElseThrow();
    }

    @Test
    void aFreshFormShowsEveryFieldInItsOrderWithItsDefaults() {
        FormView fresh = view(null);
        assertThat(fresh.version()).isEqualTo(7);
        assertThat(fresh.title()).isEqualTo("受理");
        assertThat(fresh.sections()).extracting(FormView.Section::label).containsExactly("", "事项", "报修");
        assertThat(fresh.sections()).extracting(FormView.Section::hidden).containsExactly(false, false, true);
        assertThat(fresh.sections().get(1).fields()).extracting(Field::kind).containsExactly(Kind.SELECT, Kind.LONG_TEXT, Kind.NUMBER, Kind.CHECK, Kind.RADIO,
                Kind.SEVERAL, Kind.DATE, Kind.DATE_TIME);
        assertThat(fresh.sections().get(0).fields()).extracting(Field::label).containsExactly("请注意\n先核对身份", "姓名");
        assertThat(field(fresh, "name")).extracting(Field::required, Field::hint, Field::longest).containsExactly(true, "按自称", 50);
        assertThat(field(fresh, "days")).extracting(Field::min, Field::max, Field::step, Field::unit).containsExactly("0", "365", "0.1", "天");
        assertThat(field(fresh, "channel").has("CALL")).isTrue();
        assertThat(field(fresh, "trades").choices()).extracting("label").containsExactly("电工", "水工");
        assertThat(fresh.undrawable()).containsExactly("到场人员");
    }

    @Test
    void whatTheConditionsHideIsHiddenYetItsValueStaysKnown() {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("kind", "REPAIR", "days", new BigDecimal("3.5"), "item", "水管", "long", "等配件"));
        FormView repair = view(values);
        assertThat(field(repair, "item").hidden()).isFalse();
        assertThat(field(repair, "long").hidden()).isFalse();
        assertThat(field(repair, "days").text()).isEqualTo("3.5");

        values.put("kind", "ENQUIRY");
        FormView enquiry = view(values);
        assertThat(field(enquiry, "item").hidden()).isTrue();
        assertThat(field(enquiry, "item").text()).isEqualTo("水管");
        assertThat(enquiry.sections().get(2).hidden()).isTrue();
        assertThat(look.shownOnly(form, values)).containsOnlyKeys("kind", "days");
        assertThat(enquiry.messagesElsewhere(Map.of("item", "看不见的", "kind", "看得见的", "other", "没有的"))).containsExactlyInAnyOrder("看不见的", "没有的");
    }

    @Test
    void whatABrowserPostsIsReadInTheTypesOfTheFields() {
        Map<String, List<String>> posted = Map.of("name", List.of("陈先生"), "days", List.of("2.5"), "urgent", List.of("true"), "trades", List.of("power", "water"),
                "words", List.of("  "), "visit", List.of("2026-07-08T09:30"), "day", List.of("2026-07-08"), "unknown", List.of("x"));
        Map<String, Object> values = look.read(form, key -> posted.getOrDefault(key, List.of()));
        assertThat(values).containsOnly(Map.entry("name", "陈先生"), Map.entry("days", new BigDecimal("2.5")), Map.entry("urgent", true),
                Map.entry("trades", List.of("power", "water")), Map.entry("visit", "2026-07-08T09:30+08:00"), Map.entry("day", "2026-07-08"));
        assertThat(field(view(values), "visit").text()).isEqualTo("2026-07-08T09:30");
        assertThat(look.read(form, key -> key.equals("days") ? List.of("两天") : List.of())).containsEntry("days", "两天").containsEntry("urgent", false);

        CheckedForm checked = new FormValidator(CLOCK).check(form, look.shownOnly(form, values), Map.of(), OPTIONS);
        assertThat(checked.errors()).isEmpty();
    }
}
