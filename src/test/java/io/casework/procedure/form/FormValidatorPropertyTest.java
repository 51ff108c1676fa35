package io.casework.procedure.form;

import static io.casework.procedure.form.Forms.form;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class FormValidatorPropertyTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final FormValidator VALIDATOR = new FormValidator(CLOCK);
    private static final List<String> KEYS = List.of("text", "area", "amount", "count", "ok", "one", "many", "day", "rows", "fixed", "extra");
    private static final FormDefinition FORM = form(
            "{'type':'textfield','key':'text','label':'文字','validate':{'required':true,'minLength':2,'maxLength':20,'pattern':'^[^0-9]+$'}}",
            "{'type':'textarea','key':'area','label':'长文字','conditional':{'hide':'=ok'}}",
            "{'type':'number','key':'amount','label':'金额','decimalDigits':2,'validate':{'min':0,'max':1000000}}",
            "{'type':'number','key':'count','label':'数量','decimalDigits':0,'serializeToString':true,'increment':5}",
            "{'type':'checkbox','key':'ok','label':'同意'}",
            "{'type':'select','key':'one','label':'单选','values':['a','b']}",
            "{'type':'checklist','key':'many','label':'多选','values':['a','b','c']}",
            "{'type':'datetime','subtype':'date','key':'day','label':'日期','disallowPassedDates':true}",
            "{'type':'dynamiclist','path':'rows','label':'列表','properties':{'maxRows':'3'},'components':["
                    + "{'type':'number','key':'amount','label':'金额','validate':{'min':0}},{'type':'textfield','key':'text','label':'文字'}]}",
            "{'type':'textfield','key':'fixed','label':'只读','readonly':true}",
            "{'type':'expression','key':'twice','expression':'=amount * 2'}");

    @Property(tries = 1500, shrinking = ShrinkingMode.BOUNDED)
    void nothingThatIsSubmittedMakesItThrow(@ForAll("submissions") Map<String, Object> submitted,
                                            @ForAll("submissions") Map<String, Object> context) {
        CheckedForm checked = VALIDATOR.check(FORM, submitted, context, Map.of());
        assertThat(checked.accepted()).isEqualTo(checked.errors().isEmpty());
        assertThat(checked.errors().values()).allMatch(message -> !message.isBlank() && message.length() < 200);
        if (!checked.accepted()) {
            assertThat(checked.values()).isEmpty();
        }
    }

    @Property(tries = 1500, shrinking = ShrinkingMode.BOUNDED)
    void whatIsAcceptedKeepsEveryLimit(@ForAll("nearlyGood") Map<String, Object> submitted) {
        CheckedForm checked = VALIDATOR.check(FORM, submitted, Map.of("fixed", "x"), Map.of());
        if (!checked.accepted()) {
            return;
        }
        Map<String, Object> values = checked.values();
        assertThat(values.keySet()).isSubsetOf("text", "area", "amount", "count", "ok", "one", "many", "day", "rows", "twice");
        assertThat((String) values.get("text")).matches("[^0-9]{2,20}").isEqualTo(((String) values.get("text")).strip())
                .doesNotContain("\n", "\r", "\t", "\u0000");
        if (Boolean.TRUE.equals(values.get("ok"))) {
            assertThat(values).doesNotContainKey("area");
        }
        if (values.get("area") instanceof String area) {
            assertThat(area).isNotBlank().hasSizeLessThanOrEqualTo(4_000).doesNotContain("\r");
        }
        if (values.get("amount") instanceof BigDecimal amount) {
            assertThat(amount).isBetween(BigDecimal.ZERO, new BigDecimal("1000000"));
            assertThat(amount.scale()).isEqualTo(2);
            assertThat(new BigDecimal(values.get("twice").toString())).isEqualByComparingTo(amount.multiply(BigDecimal.valueOf(2)));
        } else {
            assertThat(values).doesNotContainKeys("amount", "twice");
        }
        if (values.containsKey("count")) {
            assertThat((Long) values.get("count") % 5).isZero();
        }
        assertThat(values.get("one")).isIn(null, "a", "b");
        if (values.get("many") instanceof List<?> many) {
            assertThat(many).isNotEmpty().doesNotHaveDuplicates().allMatch(Set.of("a", "b", "c")::contains);
        }
        if (values.containsKey("day")) {
            assertThat((LocalDate) values.get("day")).isAfterOrEqualTo(LocalDate.of(2026, 11, 22));
        }
        if (values.get("rows") instanceof List<?> rows) {
            assertThat(rows).hasSizeBetween(1, 3).allSatisfy(row -> assertThat((Map<?, ?>) row).isNotEmpty());
        }
        // Checking is stable: what was accepted once is accepted as it came out.
        Map<String, Object> again = new LinkedHashMap<>(values);
        again.remove("twice");
        again.computeIfPresent("day", (k, v) -> v.toString());
        assertThat(VALIDATOR.check(FORM, again, Map.of("fixed", "x"), Map.of()).values()).isEqualTo(values);
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    void noBytesMakeTheReaderFailOtherwiseThanWithAReason(@ForAll byte[] bytes) {
        try {
            FormDefinition.parse(bytes);
        } catch (IllegalArgumentException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 500, shrinking = ShrinkingMode.BOUNDED)
    void noJsonMakesTheReaderFailOtherwiseThanWithAReason(@ForAll("submissions") Map<String, Object> component) throws Exception {
        component.put("type", component.getOrDefault("one", "number"));
        component.put("key", component.get("text"));
        component.put("validate", component.get("rows"));
        component.put("values", component.get("many"));
        component.put("properties", component.get("day"));
        byte[] json = Json.MAPPER.writeValueAsBytes(Map.of("id", "x", "components", List.of(component)));
        try {
            FormDefinition.parse(json);
        } catch (IllegalArgumentException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> submissions() {
        return Arbitraries.maps(Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(8, Arbitraries.of(KEYS)),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(5))), anything(3)).ofMaxSize(10).map(LinkedHashMap::new);
    }

    private static Arbitrary<Object> anything(int depth) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30).map(s -> s),
                Arbitraries.of("a", "b", "ab", "select", "datetime", "2026-11-22", "[\"a\"]", "[{\"amount\":1}]", "\ud800", "\u0000", "=1", "12.5"),
                Arbitraries.integers().map(i -> i), Arbitraries.doubles().map(d -> d), Arbitraries.bigDecimals().map(b -> b),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, 1e300, -0.0).map(d -> Double.isFinite(d) ? d : 0.5),
                Arbitraries.of(true, false), Arbitraries.just(null));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Object> inner = Arbitraries.lazy(() -> anything(depth - 1));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, leaf),
                net.jqwik.api.Tuple.of(1, inner.list().ofMaxSize(4).map(ArrayList::new)),
                net.jqwik.api.Tuple.of(1, Arbitraries.maps(Arbitraries.of(KEYS), inner).ofMaxSize(4).map(LinkedHashMap::new)));
    }

    @Provide
    Arbitrary<Map<String, Object>> nearlyGood() {
        Map<String, Arbitrary<Object>> fields = new LinkedHashMap<>();
        fields.put("text", Arbitraries.strings().withChars("甲乙 \t\r\nab").ofMinLength(1).ofMaxLength(22).map(s -> s));
        fields.put("area", Arbitraries.strings().withChars("甲\r\n<>'").ofMaxLength(50).map(s -> s));
        fields.put("amount", Arbitraries.bigDecimals().between(new BigDecimal("-1"), new BigDecimal("1000001")).ofScale(2).map(b -> b));
        fields.put("count", Arbitraries.integers().between(-3, 3).map(i -> String.valueOf(i * 5)));
        fields.put("ok", Arbitraries.of(true, false, false));
        fields.put("one", Arbitraries.of("a", "b", ""));
        fields.put("many", Arbitraries.of("a", "b", "c").list().ofMaxSize(4).map(l -> l));
        fields.put("day", Arbitraries.of("2026-11-22", "2027-01-01", "", "2026-11-21"));
        fields.put("rows", Arbitraries.of(List.of(), List.of(Map.of("amount", 1)), List.of(Map.of("text", "x"), Map.of())));
        fields.put("fixed", Arbitraries.of("x", ""));
        Arbitrary<Map<String, Object>> all = Arbitraries.just(Map.of());
        for (Map.Entry<String, Arbitrary<Object>> field : fields.entrySet()) {
            all = net.jqwik.api.Combinators.combine(all, field.getValue().injectNull(0.15)).as((map, value) -> {
                Map<String, Object> more = new LinkedHashMap<>(map);
                more.put(field.getKey(), value);
                return more;
            });
        }
        return all;
    }
}
