package io.casework.procedure.form;

import static io.casework.procedure.form.Forms.form;
import static io.casework.procedure.form.Forms.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormValidatorTest {

    /** 2026-11-22 00:30 in Shanghai, still the day before in UTC. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T16:30:00Z"), ZoneId.of("Asia/Shanghai"));
    private static final FormValidator VALIDATOR = new FormValidator(CLOCK);

    private static CheckedForm check(FormDefinition form, Map<String, Object> submitted) {
        return check(form, submitted, Map.of());
    }

    private static CheckedForm check(FormDefinition form, Map<String, Object> submitted, Map<String, Object> context) {
        return VALIDATOR.check(form, submitted, context, Map.of());
    }

    private static Object value(String component, Object submitted) {
        CheckedForm checked = check(form(component), map("a", submitted));
        assertThat(checked.errors()).isEmpty();
        return checked.values().get("a");
    }

    private static String error(String component, Object submitted) {
        CheckedForm checked = check(form(component), map("a", submitted));
        assertThat(checked.accepted()).isFalse();
        assertThat(checked.values()).isEmpty();
        assertThat(checked.errors()).containsOnlyKeys("a");
        return checked.errors().get("a");
    }

    /** A component with the key a and the label 名称. */
    private static String component(String type, String more) {
        return "{'type':'" + type + "','key':'a','label':'名称'" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    @Nested
    class TheWholeForm {

        @Test
        void aKeyThatTheFormDoesNotHaveIsRefused() {
            FormDefinition form = form(component("textfield", ""), "{'type':'button','key':'b','label':'提交'}",
                    "{'type':'text','text':'x','key':'t'}");
            CheckedForm checked = check(form, map("a", "x", "approved", true, "b", 1, "t", null));
            assertThat(checked.errors()).containsOnlyKeys("approved", "b", "t");
            assertThat(checked.errors().get("approved")).isEqualTo("表单中没有“approved”这一项，请刷新页面后重新填写");
            assertThat(checked.values()).isEmpty();
        }

        @Test
        void anUnknownKeyIsRepeatedShortAndWithoutControlCharacters() {
            CheckedForm checked = check(form(component("textfield", "")), map("\u0000<script>" + "x".repeat(100), 1));
            assertThat(checked.errors().keySet()).singleElement().asString().startsWith("?<script>xxx").hasSize(41);
        }

        @Test
        void errorsComeInTheOrderOfTheFormAndUnknownKeysLast() {
            FormDefinition form = form("{'type':'number','key':'z','label':'Z'}", "{'type':'number','key':'m','label':'M'}",
                    "{'type':'number','key':'b','label':'B'}");
            Map<String, Object> submitted = new java.util.LinkedHashMap<>();
            submitted.put("aaa", 1);
            submitted.put("b", "x");
            submitted.put("m", "x");
            submitted.put("z", "x");
            assertThat(check(form, submitted).errors().keySet()).containsExactly("z", "m", "b", "aaa");
        }

        @Test
        void valuesComeInTheOrderOfTheForm() {
            FormDefinition form = form("{'type':'number','key':'z'}", "{'type':'number','key':'b'}", "{'type':'number','key':'m'}");
            assertThat(check(form, map("b", 1, "m", 2, "z", 3)).values().keySet()).containsExactly("z", "b", "m");
        }

        @Test
        void nothingAtAllIsAnEmptyForm() {
            assertThat(VALIDATOR.check(form(component("textfield", "")), null, null, null).accepted()).isTrue();
            assertThat(check(form(component("textfield", "")), map("a", null)).values()).isEmpty();
        }

        @Test
        void theMapsThatWereHandedInStayAsTheyAre() {
            Map<String, Object> submitted = map("a", "  x ");
            Map<String, Object> context = map("y", new ArrayList<>(List.of(1)));
            check(form(component("textfield", "")), submitted, context);
            assertThat(submitted).isEqualTo(map("a", "  x "));
            assertThat(context).isEqualTo(map("y", List.of(1)));
        }

        static Stream<Object> bombs() {
            Object deep = "x";
            for (int i = 0; i < 10_000; i++) {
                deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
            }
            Map<String, Object> manyKeys = new java.util.HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                manyKeys.put("k" + i, i);
            }
            List<Object> endless = new ArrayList<>();
            endless.add(endless);
            return Stream.of(deep, manyKeys, endless, java.util.Collections.nCopies(50_000, 1), "长".repeat(400_000),
                    java.util.Collections.nCopies(500, "长".repeat(1_000)), Map.of("k".repeat(500), 1));
        }

        @ParameterizedTest
        @MethodSource("bombs")
        void moreThanAFormCanHoldIsRefusedAsAWhole(Object bomb) {
            CheckedForm checked = check(form(component("textfield", "")), map("a", bomb));
            assertThat(checked.errors()).containsOnlyKeys("form");
        }

        @Test
        void tooManyKeysAreRefusedAsAWhole() {
            Map<String, Object> many = new java.util.HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                many.put("k" + i, null);
            }
            assertThat(check(form(component("textfield", "")), many).errors()).containsOnlyKeys("form");
            many.keySet().removeIf(k -> k.length() > 4);
            assertThat(check(form(component("textfield", "")), many).errors()).hasSize(20);
        }
    }

    @Nested
    class Texts {

        @ParameterizedTest
        @ValueSource(strings = {"<script>alert(1)</script>", "'; DROP TABLE cases; --", "${runtimeService.delete()}", "=1+1", "{{x}}",
            "&lt;b&gt;", "\\u0000", "中文，标点。", "a\u00a0b", "👩‍👩‍👧‍👦 表情", "../../etc/passwd", "%00", "true", "null", "{\"a\":1}", "[1]"})
        void contentIsKeptVerbatim(String text) {
            assertThat(value(component("textfield", ""), text)).isEqualTo(text);
            assertThat(value(component("textarea", ""), text)).isEqualTo(text);
        }

        @Test
        void aTextIsTrimmedAndItsLineEndsAreLineFeeds() {
            assertThat(value(component("textarea", ""), " \r\n 一\r\n二\r三\t四\u3000\n")).isEqualTo("一\n二\n三\t四");
            assertThat(value(component("textfield", ""), " 一\r\n二\t三 ")).isEqualTo("一 二 三");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n\t", "\u3000", "\u00a0", "\u200b\u200d", "\ufeff", "\u2028"})
        void aTextWithNothingToSeeIsNone(String blank) {
            assertThat(value(component("textfield", ""), blank)).isNull();
            assertThat(error(component("textfield", "'validate':{'required':true}"), blank)).isEqualTo("请填写“名称”");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u0000", "\u0001", "\u0007", "\u000b", "\u001b[31m", "\u007f", "\u0085", "\u009f", "\ufffe", "\ufdd0"})
        void controlCharactersAreRefused(String control) {
            assertThat(error(component("textarea", ""), "甲" + control + "乙")).contains("“名称”").contains("控制字符").contains("第 2 个");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\ud800", "\udc00b", "a\ud800b", "\udc00\ud800"})
        void halvesOfCharactersAreRefused(String text) {
            assertThat(error(component("textfield", ""), text)).contains("残缺的字符");
        }

        static Stream<Object> noTexts() {
            return Stream.of(1, 1.5, true, List.of("x"), Map.of("x", 1), List.of(), new byte[] {1}, new Date(0), new Object());
        }

        @ParameterizedTest
        @MethodSource("noTexts")
        void whatIsNoTextIsRefused(Object value) {
            assertThat(error(component("textfield", ""), value)).isEqualTo("“名称”必须是文字，请重新填写");
        }

        @ParameterizedTest
        @CsvSource({"textfield,500", "textarea,4000"})
        void aTextHasACeilingEvenIfTheFormSetsNone(String type, int ceiling) {
            assertThat((String) value(component(type, ""), "长".repeat(ceiling))).hasSize(ceiling);
            assertThat(error(component(type, ""), "长".repeat(ceiling + 1)))
                    .isEqualTo("“名称”最多 " + ceiling + " 个字，现在有 " + (ceiling + 1) + " 个，请精简");
            assertThat(error(component(type, "'validate':{'maxLength':999999}"), "长".repeat(ceiling + 1))).contains("最多 " + ceiling);
        }

        @Test
        void lengthIsCountedAfterTrimming() {
            String limited = component("textfield", "'validate':{'minLength':2,'maxLength':3}");
            assertThat(value(limited, "  一二三  ")).isEqualTo("一二三");
            assertThat(error(limited, "一二三四")).isEqualTo("“名称”最多 3 个字，现在有 4 个，请精简");
            assertThat(error(limited, " 一 ")).isEqualTo("“名称”至少 2 个字，现在只有 1 个，请补充");
            assertThat(value(limited, "")).isNull();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '~', value = {"^1[3-9]\\\\\\\\d{9}$ ~ 13800138000 ~ 12800138000", "^[\\\\u4e00-\\\\u9fa5]{2,4}$ ~ 张三 ~ Zhang",
            "^[A-Z[&&]+$ ~ A[&B ~ a", "abc ~ xabcx ~ ab", "^(甲|乙)$ ~ 甲 ~ 丙"})
        void aPatternIsSearchedAsInTheBrowser(String pattern, String good, String bad) {
            String field = component("textfield", "'validate':{'pattern':'" + pattern.replace("\\\\\\\\", "\\\\") + "'}");
            assertThat(value(field, good)).isEqualTo(good);
            assertThat(error(field, bad)).startsWith("“名称”的格式不对");
            assertThat(value(field, "")).isNull();
        }

        @Test
        void theHintOfTheFormSaysHowToWriteIt() {
            assertThat(error(component("textfield", "'validate':{'pattern':'^\\\\d+$'},'properties':{'patternHint':'请填写 11 位手机号'}"), "x"))
                    .isEqualTo("“名称”的格式不对，请填写 11 位手机号");
            assertThat(error(component("textfield", "'validate':{'pattern':'^\\\\d+$'},'description':'只填数字'"), "x"))
                    .isEqualTo("“名称”的格式不对，只填数字");
        }

        @ParameterizedTest
        @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^(.*,)*b$", "^(a|b|ab)*c$", "(x+x+)+y"})
        void aPatternThatBacktracksWithoutEndIsGivenUp(String pattern) {
            String field = component("textarea", "'validate':{'pattern':'" + pattern + "'}");
            String text = (pattern.contains("x") ? "x" : pattern.contains(",") ? "a," : "a").repeat(1_500) + "!";
            long start = System.nanoTime();
            assertThat(error(field, text)).contains("格式");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }

        @ParameterizedTest
        @CsvSource({"email,wang@example.com,true", "email,wang@,false", "email,a b@example.com,false", "email,王@example.com,false",
            "phone,13800138000,true", "phone,+86 13800138000,true", "phone,0571-88001234,true", "phone,0571-88001234-801,true",
            "phone,400-800-1234,true", "phone,+4930664040900,true", "phone,12345,false", "phone,abc,false", "phone,1380013800a,false"})
        void addressesAndNumbersAreChecked(String kind, String text, boolean good) {
            String field = component("textfield", "'validate':{'validationType':'" + kind + "'}");
            if (good) {
                assertThat(value(field, text)).isEqualTo(text);
            } else {
                assertThat(error(field, text)).contains("不是有效的");
            }
        }
    }

    @Nested
    class NumberFields {

        @Test
        void anEstimateOutsideOfItsRangeIsRefusedByNameWithTheRange() {
            String field = "{'type':'number','key':'a','label':'费用估算','validate':{'min':0,'max':1000000}}";
            assertThat(error(field, 1000000.01)).isEqualTo("“费用估算”必须在 0 到 1000000 之间");
            assertThat(error(field, -0.01)).isEqualTo("“费用估算”必须在 0 到 1000000 之间");
            assertThat(value(field, 1000000)).isEqualTo(new BigDecimal("1000000"));
            assertThat(value(field, 0)).isEqualTo(new BigDecimal("0"));
        }

        @Test
        void oneLimitAlone() {
            assertThat(error(component("number", "'validate':{'min':1}"), 0)).isEqualTo("“名称”不能小于 1");
            assertThat(error(component("number", "'validate':{'max':'5.50'}"), 6)).isEqualTo("“名称”不能大于 5.5");
        }

        @Test
        void aNumberOfDecimalsDecidesTheType() {
            assertThat(value(component("number", "'decimalDigits':0"), 12.0)).isEqualTo(12L);
            assertThat(value(component("number", "'decimalDigits':2"), 1000)).isEqualTo(new BigDecimal("1000.00"));
            assertThat(value(component("number", "'decimalDigits':2"), 999.99)).isEqualTo(new BigDecimal("999.99"));
            assertThat(value(component("number", ""), 1.50)).isEqualTo(new BigDecimal("1.5"));
            assertThat(error(component("number", "'decimalDigits':0"), 1.5)).isEqualTo("“名称”必须是整数");
            assertThat(error(component("number", "'decimalDigits':2"), 1.005)).isEqualTo("“名称”最多 2 位小数");
        }

        @Test
        void stepsAreCountedFromZero() {
            String field = component("number", "'increment':0.5");
            assertThat(value(field, 1.5)).isEqualTo(new BigDecimal("1.5"));
            assertThat(value(field, -1)).isEqualTo(new BigDecimal("-1"));
            assertThat(error(field, 1.2)).isEqualTo("“名称”必须是 0.5 的倍数，最近的是 1 和 1.5");
            assertThat(error(field, -0.2)).isEqualTo("“名称”必须是 0.5 的倍数，最近的是 -0.5 和 0");
        }

        static Stream<Number> numbers() {
            return Stream.of((byte) 7, (short) 7, 7, 7L, 7f, 7d, BigInteger.valueOf(7), new BigDecimal("7.000"), new BigDecimal("0.7E1"));
        }

        @ParameterizedTest
        @MethodSource("numbers")
        void everyKindOfNumberIsRead(Number number) {
            assertThat(value(component("number", ""), number)).isEqualTo(new BigDecimal("7"));
        }

        static Stream<Object> noNumbers() {
            return Stream.of("12", "abc", true, List.of(1), Map.of(), new Object(), "0x10", "１２");
        }

        @ParameterizedTest
        @MethodSource("noNumbers")
        void whatIsNoNumberIsRefused(Object value) {
            assertThat(error(component("number", ""), value)).isEqualTo("“名称”必须是数字，请重新填写");
        }

        static Stream<Number> endless() {
            return Stream.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, new BigDecimal("1e999999999"),
                    new BigDecimal("1e-999999999"), new BigDecimal("1000000000000000"), new BigDecimal("0.00000000001"),
                    BigInteger.TEN.pow(5_000));
        }

        @ParameterizedTest
        @MethodSource("endless")
        void numbersBeyondWhatABrowserCanHoldAreRefused(Number number) {
            assertThat(error(component("number", ""), number)).contains("数字过大");
        }

        @ParameterizedTest
        @CsvSource({"12,12", "-0.50,-0.5", "1e3,1000", ".5,0.5", "0,0", "999999999999999,999999999999999"})
        void aNumberMayBeTextWhereTheFormSaysSo(String text, String number) {
            assertThat(value(component("number", "'serializeToString':true"), text)).isEqualTo(new BigDecimal(number));
        }

        @ParameterizedTest
        @ValueSource(strings = {"NaN", "Infinity", "1,000", "1 000", "--1", "1e9999", "一千", "0x1F", "1d", "12abc"})
        void aTextThatIsNoNumberIsRefusedThereToo(String text) {
            assertThat(error(component("number", "'serializeToString':true"), text)).contains("必须是数字");
        }

        @Test
        void aMissingNumberIsAbsentOrDemanded() {
            assertThat(value(component("number", ""), null)).isNull();
            assertThat(value(component("number", ""), "")).isNull();
            assertThat(error(component("number", "'validate':{'required':true}"), null)).isEqualTo("请填写“名称”");
            assertThat(value(component("number", "'validate':{'required':true}"), 0)).isEqualTo(BigDecimal.ZERO);
        }

        @Test
        void limitsMayBeComputed() {
            FormDefinition form = form("{'type':'number','key':'approved','label':'批准金额','validate':{'min':'=0','max':'=estimate'}}");
            assertThat(check(form, map("approved", 500), map("estimate", new BigDecimal("499.99"))).errors())
                    .containsEntry("approved", "“批准金额”必须在 0 到 499.99 之间");
            assertThat(check(form, map("approved", 500), map("estimate", 500L)).accepted()).isTrue();
            assertThat(check(form, map("approved", 500), map()).accepted()).isTrue();
        }
    }

    @Nested
    class Choices {

        private static final String VALUES = "'values':[{'label':'一般','value':'ordinary'},{'label':'重大','value':'major'}]";

        @ParameterizedTest
        @ValueSource(strings = {"radio", "select"})
        void aSingleChoiceMustBeOffered(String type) {
            assertThat(value(component(type, VALUES), "major")).isEqualTo("major");
            assertThat(value(component(type, VALUES), "")).isNull();
            assertThat(error(component(type, VALUES), "重大")).isEqualTo("“名称”没有“重大”这个选项，请重新选择");
            assertThat(error(component(type, VALUES), List.of("major"))).isEqualTo("“名称”必须是一个选项，请重新选择");
            assertThat(error(component(type, VALUES), Map.of("value", "major"))).contains("必须是一个选项");
            assertThat(error(component(type, VALUES + ",'validate':{'required':true}"), null)).isEqualTo("请选择“名称”");
        }

        @ParameterizedTest
        @ValueSource(strings = {"checklist", "taglist"})
        void everyOneOfSeveralChoicesMustBeOffered(String type) {
            assertThat(value(component(type, VALUES), List.of("major", "ordinary", "major"))).isEqualTo(List.of("major", "ordinary"));
            assertThat(value(component(type, VALUES), "[\"major\"]")).isEqualTo(List.of("major"));
            assertThat(value(component(type, VALUES), List.of())).isNull();
            assertThat(error(component(type, VALUES), List.of("major", "x"))).contains("没有“x”这个选项");
            assertThat(error(component(type, VALUES), "major")).isEqualTo("“名称”必须是选项的列表，请重新选择");
            assertThat(error(component(type, VALUES), "[\"major\"")).contains("必须是选项的列表");
            assertThat(error(component(type, VALUES), Arrays.asList("major", null))).contains("必须是选项的列表");
            assertThat(error(component(type, VALUES), List.of(List.of("major")))).contains("必须是选项的列表");
            assertThat(error(component(type, VALUES + ",'validate':{'required':true}"), List.of())).isEqualTo("请选择“名称”");
        }

        @Test
        void numbersAsChoicesAreStoredAsText() {
            assertThat(value(component("select", "'values':[{'label':'三天','value':3},{'label':'七天','value':7}]"), 7)).isEqualTo("7");
        }

        static Stream<Arguments> contextLists() {
            return Stream.of(Arguments.of(List.of("x", "y")), Arguments.of(List.of(Map.of("label", "甲", "value", "x"))),
                    Arguments.of(List.of(new Option("甲", "x"))), Arguments.of(Arrays.asList(null, 1, "x")));
        }

        @ParameterizedTest
        @MethodSource("contextLists")
        void choicesFromTheDataOfTheForm(List<?> list) {
            FormDefinition form = form(component("select", "'valuesKey':'teams'"));
            assertThat(check(form, map("a", "x"), map("teams", list)).values()).containsEntry("a", "x");
            assertThat(check(form, map("a", "z"), map("teams", list)).errors()).containsKey("a");
        }

        @Test
        void theClientCannotBringItsOwnChoices() {
            FormDefinition form = form(component("select", "'valuesKey':'teams'"));
            assertThat(check(form, map("a", "x", "teams", List.of("x"))).errors()).containsOnlyKeys("a", "teams");
        }

        @Test
        void choicesMayBeComputed() {
            FormDefinition form = form("{'type':'checkbox','key':'urgent','label':'紧急'}",
                    component("select", "'valuesExpression':'=if urgent then [`now`] else teams[item.free].name'"));
            Map<String, Object> context = map("teams", List.of(map("name", "一队", "free", true), map("name", "二队", "free", false)));
            assertThat(check(form, map("a", "一队"), context).accepted()).isTrue();
            assertThat(check(form, map("a", "二队"), context).errors()).containsKey("a");
            assertThat(check(form, map("a", "一队", "urgent", true), context).errors()).containsKey("a");
            assertThat(check(form, map("a", "now", "urgent", true), context).accepted()).isTrue();
        }

        @Test
        void choicesFromAnOptionSourceOfTheApplication() {
            FormDefinition form = form(component("select", "'values':[{'label':'占位','value':'placeholder'}],'properties':{'optionsFrom':'staff'}"));
            Map<String, List<Option>> staff = Map.of("staff", List.of(new Option("张三", "zhangsan")));
            assertThat(VALIDATOR.check(form, map("a", "zhangsan"), map(), staff).values()).containsEntry("a", "zhangsan");
            assertThat(VALIDATOR.check(form, map("a", "placeholder"), map(), staff).errors()).containsKey("a");
            assertThat(VALIDATOR.check(form, map("a", "placeholder"), map(), Map.of()).errors().get("a"))
                    .isEqualTo("“名称”目前没有可选的内容，请联系流程管理员");
            assertThat(VALIDATOR.check(form, map(), map(), Map.of()).accepted()).isTrue();
        }
    }

    @Nested
    class Checkboxes {

        @Test
        void aCheckboxIsYesOrNo() {
            assertThat(value(component("checkbox", ""), true)).isEqualTo(true);
            assertThat(value(component("checkbox", ""), false)).isEqualTo(false);
            assertThat(value(component("checkbox", ""), null)).isNull();
            for (Object wrong : List.of("true", 1, List.of(true))) {
                assertThat(error(component("checkbox", ""), wrong)).isEqualTo("“名称”只能是勾选或不勾选，请重新选择");
            }
        }

        @Test
        void aDemandedCheckboxMustBeTicked() {
            assertThat(error(component("checkbox", "'validate':{'required':true}"), false)).isEqualTo("请勾选“名称”");
            assertThat(error(component("checkbox", "'validate':{'required':true}"), null)).isEqualTo("请勾选“名称”");
        }
    }

    @Nested
    class DatesAndTimes {

        static Stream<Arguments> moments() {
            return Stream.of(
                    Arguments.of("'subtype':'date'", "2026-11-22", LocalDate.of(2026, 11, 22)),
                    Arguments.of("'dateLabel':'x'", "2028-02-29", LocalDate.of(2028, 2, 29)),
                    Arguments.of("'subtype':'time'", "09:30", LocalTime.of(9, 30)),
                    Arguments.of("'subtype':'time','timeSerializingFormat':'utc_offset'", "09:30+08:00", LocalTime.of(9, 30)),
                    Arguments.of("'subtype':'time','timeSerializingFormat':'utc_normalized'", "01:30Z", LocalTime.of(9, 30)),
                    Arguments.of("'subtype':'datetime','timeSerializingFormat':'no_timezone'", "2026-11-22T09:30",
                            LocalDateTime.of(2026, 11, 22, 9, 30)),
                    Arguments.of("'subtype':'datetime'", "2026-11-22T09:30:15", LocalDateTime.of(2026, 11, 22, 9, 30, 15)),
                    Arguments.of("'subtype':'datetime','timeSerializingFormat':'utc_offset'", "2026-11-22T09:30+08:00",
                            OffsetDateTime.parse("2026-11-22T09:30+08:00")),
                    Arguments.of("'subtype':'datetime','timeSerializingFormat':'utc_normalized'", "2026-11-22T01:30Z",
                            OffsetDateTime.parse("2026-11-22T09:30+08:00")));
        }

        @ParameterizedTest
        @MethodSource("moments")
        void theSubTypeDecidesTheType(String attributes, String text, Object expected) {
            assertThat(value(component("datetime", attributes), text)).isEqualTo(expected);
            if (!attributes.contains("'time','")) {
                assertThat(value(component("datetime", attributes), expected)).isEqualTo(expected);
            }
            assertThat(value(component("datetime", attributes), "")).isNull();
            assertThat(error(component("datetime", attributes + ",'validate':{'required':true}"), null)).isEqualTo("请选择“名称”");
        }

        @ParameterizedTest
        @CsvSource({"date,2026-02-29", "date,2026-13-01", "date,2026-11-31", "date,26-11-22", "date,2026/11/22", "date,2026-11-22T00:00",
            "date,1899-12-31", "date,2200-01-01", "date,+12026-01-01", "date,今天", "date,'2026-11-22 '';drop'", "time,24:00", "time,9:30",
            "time,09:60", "time,09:30+08:00", "time,T09:30", "datetime,2026-11-22", "datetime,2026-11-22 09:30",
            "datetime,2026-11-22T09:30+08:00", "datetime,2026-11-2209:30", "datetime,2026-02-30T09:30", "datetime,T"})
        void onlyRealDaysInTheExactNotation(String subtype, String text) {
            assertThat(error(component("datetime", "'subtype':'" + subtype + "'"), text)).contains("“名称”不是有效的").contains("的格式填写");
        }

        @Test
        void whatIsNoTextIsNoDate() {
            for (Object wrong : List.of(20261122, true, List.of("2026-11-22"), Map.of(), new Date(0))) {
                assertThat(error(component("datetime", "'subtype':'date'"), wrong)).isEqualTo("“名称”不是有效的日期，请按 2026-11-22 的格式填写");
            }
            assertThat(error(component("datetime", "'subtype':'datetime','timeSerializingFormat':'utc_offset'"), "2026-11-22T09:30+99:00"))
                    .contains("日期和时间");
        }

        @Test
        void todayIsTheDayInTheZoneOfTheCompany() {
            String field = component("datetime", "'subtype':'date','disallowPassedDates':true");
            assertThat(value(field, "2026-11-22")).isEqualTo(LocalDate.of(2026, 11, 22));
            assertThat(error(field, "2026-11-21")).isEqualTo("“名称”不能早于今天（2026-11-22）");
            String moment = component("datetime", "'subtype':'datetime','timeSerializingFormat':'utc_normalized','disallowPassedDates':true");
            assertThat(value(moment, "2026-11-21T16:00Z")).isEqualTo(OffsetDateTime.parse("2026-11-22T00:00+08:00"));
            assertThat(error(moment, "2026-11-21T15:59Z")).contains("不能早于今天");
        }

        @ParameterizedTest
        @CsvSource({"minDate,today,2026-11-22,2026-11-21,不能早于 2026-11-22", "maxDate,today,2026-11-22,2026-11-23,不能晚于 2026-11-22",
            "minDate,today-7,2026-11-15,2026-11-14,不能早于 2026-11-15", "maxDate,today + 30d,2026-12-22,2026-12-23,不能晚于 2026-12-22",
            "maxDate,2026-12-31,2026-12-31,2027-01-01,不能晚于 2026-12-31"})
        void theFormMayNameTheFirstAndLastDay(String property, String edge, String good, String bad, String reason) {
            String field = component("datetime", "'subtype':'date','properties':{'" + property + "':'" + edge + "'}");
            assertThat(value(field, good)).isEqualTo(LocalDate.parse(good));
            assertThat(error(field, bad)).isEqualTo("“名称”" + reason);
        }

        @Test
        void bothEdgesAreNamedTogether() {
            assertThat(error(component("datetime", "'subtype':'date','properties':{'minDate':'today','maxDate':'today+7'}"), "2026-12-01"))
                    .isEqualTo("“名称”必须在 2026-11-22 到 2026-11-29 之间");
        }
    }

    @Nested
    class HiddenFields {

        private static final FormDefinition FORM = form("{'type':'radio','key':'kind','label':'方式','values':['phone','visit']}",
                "{'type':'textfield','key':'phone','label':'电话','validate':{'required':true},'conditional':{'hide':'=kind != `phone`'}}",
                "{'type':'group','conditional':{'hide':'=kind = `phone`'},'components':["
                        + "{'type':'textfield','key':'room','label':'接待室','validate':{'required':true}},"
                        + "{'type':'checkbox','key':'alone','label':'独自'},"
                        + "{'type':'textfield','key':'others','label':'同行','validate':{'required':true},'conditional':{'hide':'=alone'}}]}");

        @Test
        void aHiddenFieldIsNeitherDemandedNorAccepted() {
            assertThat(check(FORM, map("kind", "phone", "phone", "1")).values()).isEqualTo(map("kind", "phone", "phone", "1"));
            assertThat(check(FORM, map("kind", "phone", "phone", "1", "room", "A")).errors()).containsOnlyKeys("room")
                    .containsEntry("room", "“接待室”在当前情况下不用填写，请刷新页面后重新提交");
            assertThat(check(FORM, map("kind", "phone", "phone", "1", "alone", false)).errors()).containsOnlyKeys("alone");
            assertThat(check(FORM, map("kind", "phone", "phone", "1", "room", null, "alone", null)).accepted()).isTrue();
        }

        @Test
        void aShownFieldIsDemanded() {
            assertThat(check(FORM, map("kind", "phone")).errors()).containsOnlyKeys("phone");
            assertThat(check(FORM, map("kind", "visit")).errors()).containsOnlyKeys("room", "others");
            assertThat(check(FORM, map("kind", "visit", "room", "A", "alone", true)).accepted()).isTrue();
            assertThat(check(FORM, map("kind", "visit", "room", "A", "alone", true, "others", "x")).errors()).containsOnlyKeys("others");
        }

        @Test
        void aFieldThatIsLeftOutCountsAsEmptyNotAsWhatItHeldBefore() {
            Map<String, Object> before = map("kind", "phone");
            assertThat(check(FORM, map("phone", "1"), before).errors()).containsOnlyKeys("phone", "room", "others");
        }

        @Test
        void conditionsReadTheDataOfTheForm() {
            FormDefinition form = form("{'type':'textfield','key':'reason','label':'原因','validate':{'required':true},"
                    + "'conditional':{'hide':'=estimate <= 10000'}}");
            assertThat(check(form, map(), map("estimate", new BigDecimal("10000.00"))).accepted()).isTrue();
            assertThat(check(form, map(), map("estimate", new BigDecimal("10000.01"))).errors()).containsOnlyKeys("reason");
        }

        @Test
        void onlyWhatTheFormAsksForIsLookedUpInItsData() {
            FormDefinition form = form("{'type':'textfield','key':'reason','label':'原因','conditional':{'hide':'=estimate <= lower.limit or `a b` = kind'}}",
                    "{'type':'number','key':'amount','label':'金额','validate':{'max':'=round down(most, 0)'}}",
                    "{'type':'select','key':'team','label':'班组','valuesKey':'teams'}");
            List<Object> asked = new ArrayList<>();
            Map<String, Object> lazy = new java.util.HashMap<>() {
                @Override
                public Object get(Object key) {
                    asked.add(key);
                    return "most".equals(key) ? 5 : null;
                }

                @Override
                public boolean containsKey(Object key) {
                    return get(key) != null;
                }
            };
            assertThat(check(form, map("amount", 6), lazy).errors()).containsEntry("amount", "“金额”不能大于 5");
            assertThat(asked).contains("estimate", "lower", "kind", "most", "teams", "reason", "amount", "team")
                    .doesNotContain("limit", "a", "b", "down");
        }

        @Test
        void theClientCannotOverrideTheDataThatAConditionReads() {
            FormDefinition form = form("{'type':'textfield','key':'reason','label':'原因','validate':{'required':true},"
                    + "'conditional':{'hide':'=estimate <= 10000'}}");
            assertThat(check(form, map("estimate", 1), map("estimate", 20000)).errors()).containsOnlyKeys("reason", "estimate");
        }

        @Test
        void conditionsAreAboutTheTextOfADate() {
            FormDefinition form = form("{'type':'datetime','subtype':'date','key':'day','label':'日期'}",
                    "{'type':'textfield','key':'why','label':'原因','validate':{'required':true},"
                            + "'conditional':{'hide':'=day = null or date(day) <= today()'}}");
            assertThat(check(form, map("day", "2026-11-22")).accepted()).isTrue();
            assertThat(check(form, map("day", "2026-11-23")).errors()).containsOnlyKeys("why");
            assertThat(check(form, map()).accepted()).isTrue();
        }

        @Test
        void aConditionThatCannotBeComputedDoesNotHide() {
            FormDefinition form = form("{'type':'textfield','key':'a','label':'名称','conditional':{'hide':'=missing > 5'}}");
            assertThat(check(form, map("a", "x")).values()).containsEntry("a", "x");
        }

        @Test
        void aChainOfConditionsIsFollowed() {
            FormDefinition form = form("{'type':'checkbox','key':'c0','label':'0'}",
                    "{'type':'checkbox','key':'c1','label':'1','conditional':{'hide':'=c0'}}",
                    "{'type':'textfield','key':'c2','label':'2','conditional':{'hide':'=c1'},'validate':{'required':true}}");
            assertThat(check(form, map("c0", false, "c1", true)).accepted()).isTrue();
            assertThat(check(form, map("c0", true), map("c1", true)).accepted()).isTrue();
            assertThat(check(form, map("c0", true), map("c1", false)).errors()).containsOnlyKeys("c2");
        }

        @Test
        void conditionsInACircleEnd() {
            FormDefinition form = form("{'type':'checkbox','key':'x','label':'1','conditional':{'hide':'=not(y)'}}",
                    "{'type':'checkbox','key':'y','label':'2','conditional':{'hide':'=x'}}");
            check(form, map("x", true, "y", true));
            check(form, map("x", true));
            check(form, map());
        }
    }

    @Nested
    class FixedFields {

        static Stream<Arguments> repeated() {
            return Stream.of(Arguments.of("textfield", "云栖花园", "云栖花园"), Arguments.of("textfield", "a\nb", "a b"), Arguments.of("textfield", "a\r\nb", "a  b"),
                    Arguments.of("textarea", "a\nb", "a\r\nb"), Arguments.of("number", new BigDecimal("10.50"), 10.5),
                    Arguments.of("number", "10.50", 10.5), Arguments.of("textfield", 3, "3"), Arguments.of("checkbox", true, true),
                    Arguments.of("checkbox", null, false), Arguments.of("datetime", LocalDate.of(2026, 11, 22), "2026-11-22"),
                    Arguments.of("textfield", null, ""), Arguments.of("textfield", null, null), Arguments.of("textfield", "x", null),
                    Arguments.of("textfield", "x", ""));
        }

        @ParameterizedTest
        @MethodSource("repeated")
        void whatWasShownMayComeBackAndIsNotTaken(String type, Object shown, Object submitted) {
            for (String fixed : List.of("'disabled':true", "'readonly':true", "'readonly':'=1 = 1'")) {
                CheckedForm checked = check(form(component(type, fixed + ",'validate':{'required':true}")), map("a", submitted), map("a", shown));
                assertThat(checked.errors()).isEmpty();
                assertThat(checked.values()).isEmpty();
            }
            assertThat(check(form(component(type, "'readonly':true")), map(), map("a", shown)).accepted()).isTrue();
        }

        static Stream<Arguments> changed() {
            return Stream.of(Arguments.of("textfield", "甲", "乙"), Arguments.of("textfield", null, "乙"), Arguments.of("number", 10, 11),
                    Arguments.of("number", null, 0), Arguments.of("checkbox", null, true), Arguments.of("textfield", "甲", 1),
                    Arguments.of("textfield", "甲", List.of("甲")), Arguments.of("datetime", "2026-11-22", "2026-11-23"),
                    Arguments.of("textfield", "甲", new Object()));
        }

        @ParameterizedTest
        @MethodSource("changed")
        void aChangedValueIsRefused(String type, Object shown, Object submitted) {
            for (String fixed : List.of("'disabled':true", "'readonly':true", "'readonly':'=locked'")) {
                CheckedForm checked = check(form(component(type, fixed)), map("a", submitted), map("a", shown, "locked", true));
                assertThat(checked.errors()).containsEntry("a", "“名称”只能查看，不能修改，请刷新页面后重新提交");
            }
        }

        @Test
        void readonlyMayDependOnTheForm() {
            FormDefinition form = form(component("textfield", "'readonly':'=locked'"));
            assertThat(check(form, map("a", "new"), map("a", "old", "locked", false)).values()).containsEntry("a", "new");
            assertThat(check(form, map("a", "new"), map("a", "old", "locked", true)).errors()).containsKey("a");
        }

        @Test
        void theDefaultCountsAsShown() {
            FormDefinition form = form(component("textfield", "'disabled':true,'defaultValue':'x'"));
            assertThat(check(form, map("a", "x")).accepted()).isTrue();
            assertThat(check(form, map("a", "y")).errors()).containsKey("a");
            assertThat(check(form, map("a", "x"), map("a", "z")).errors()).containsKey("a");
        }

        @Test
        void severalChoicesAreTheSameInAnyOrder() {
            FormDefinition form = form(component("checklist", "'readonly':true,'values':['x','y']"));
            assertThat(check(form, map("a", List.of("y", "x")), map("a", List.of("x", "y"))).accepted()).isTrue();
            assertThat(check(form, map("a", List.of("y")), map("a", List.of("x", "y"))).errors()).containsKey("a");
        }
    }

    @Nested
    class ComputedFields {

        private static final FormDefinition FORM = form("{'type':'number','key':'hours','label':'工时'}",
                "{'type':'expression','key':'cost','expression':'=hours * rate'}",
                "{'type':'expression','key':'tier','expression':'=if cost > 1000 then `high` else `low`'}",
                "{'type':'textfield','key':'why','label':'原因','validate':{'required':true},'conditional':{'hide':'=tier = `low`'}}");

        @Test
        void theServerComputesAndTheClientIsNotHeard() {
            CheckedForm checked = check(FORM, map("hours", 4, "cost", 1, "tier", "high"), map("rate", new BigDecimal("62.5")));
            assertThat(checked.errors()).isEmpty();
            assertThat(checked.values()).isEqualTo(map("hours", new BigDecimal("4"), "cost", 250L, "tier", "low"));
        }

        @Test
        void conditionsFollowComputedFields() {
            assertThat(check(FORM, map("hours", 40, "tier", "low"), map("rate", 62.5)).errors()).containsOnlyKeys("why");
        }

        @Test
        void whatCannotBeComputedIsAbsent() {
            assertThat(check(FORM, map("hours", 4, "why", "x")).values()).doesNotContainKey("cost");
        }

        @Test
        void nothingOfJavaCanBeReached() {
            FormDefinition form = form("{'type':'expression','key':'x','expression':'=secret.value'}");
            record Secret(String value) {
            }
            assertThat(check(form, map(), map("secret", new Secret("s"))).values()).isEmpty();
        }
    }

    @Nested
    class Lists {

        private static final String ITEMS = "{'type':'dynamiclist','path':'items','label':'维修项目','properties':{'minRows':'1','maxRows':'3'},"
                + "'components':[{'type':'textfield','key':'name','label':'项目','validate':{'required':true,'maxLength':10}},"
                + "{'type':'number','key':'amount','label':'数量','decimalDigits':0,'validate':{'min':1}},"
                + "{'type':'textfield','key':'note','label':'说明','conditional':{'hide':'=this.amount < 10'}}]}";
        private static final FormDefinition FORM = form(ITEMS,
                "{'type':'expression','key':'total','expression':'=sum(items.amount)'}");

        @Test
        void rowsAreTypedLikeFields() {
            CheckedForm checked = check(FORM, map("items", List.of(map("name", " 门 ", "amount", 2), map("name", "窗", "amount", 12, "note", "多"))));
            assertThat(checked.errors()).isEmpty();
            assertThat(checked.values()).isEqualTo(map("items", List.of(map("name", "门", "amount", 2L), map("name", "窗", "amount", 12L, "note", "多")),
                    "total", 14L));
        }

        @Test
        void aListMayComeAsTheJsonTextOfTasklist() {
            assertThat(check(FORM, map("items", "[{\"name\":\"门\",\"amount\":2.0}]")).values())
                    .containsEntry("items", List.of(map("name", "门", "amount", 2L)));
            assertThat(check(FORM, map("items", "[{\"name\":\"门\",\"name\":\"窗\"}]")).errors()).containsOnlyKeys("items");
            assertThat(check(FORM, map("items", "[" + "[".repeat(50_000))).errors()).isNotEmpty();
        }

        @Test
        void errorsNameTheRow() {
            CheckedForm checked = check(FORM, map("items", Arrays.asList(map("name", "门", "amount", 0), map("amount", 2, "note", "x"), "x",
                    map("name", "门"))));
            assertThat(checked.errors()).containsEntry("items", "“维修项目”最多 3 行，现在有 4 行，请删减");
            checked = check(FORM, map("items", Arrays.asList(map("name", "门", "amount", 0), map("amount", 2, "note", "x", "price", 3), "x")));
            assertThat(checked.errors()).containsExactly(
                    Map.entry("items[0].amount", "“维修项目”第 1 行的“数量”不能小于 1"),
                    Map.entry("items[1].name", "请填写“维修项目”第 2 行的“项目”"),
                    Map.entry("items[1].note", "“维修项目”第 2 行的“说明”在当前情况下不用填写，请刷新页面后重新提交"),
                    Map.entry("items[1].price", "“维修项目”第 2 行的表单中没有“price”这一项，请刷新页面后重新填写"),
                    Map.entry("items[2]", "“维修项目”第 3 行格式不对，请刷新页面后重新填写"));
        }

        @Test
        void tooFewRowsAreRefused() {
            for (Object none : Arrays.asList(null, List.of(), "[]")) {
                assertThat(check(FORM, map("items", none)).errors()).containsEntry("items", "“维修项目”至少要有 1 行，请补充");
            }
            for (Object wrong : List.of("x", 1, map("name", "x"), true)) {
                assertThat(check(FORM, map("items", wrong)).errors()).containsOnlyKeys("items");
            }
        }

        @Test
        void aRowThatNobodyFilledInIsDropped() {
            FormDefinition form = form("{'type':'dynamiclist','path':'l','label':'列表','components':["
                    + "{'type':'textfield','key':'x','label':'X'},{'type':'checkbox','key':'y','label':'Y'}]}");
            assertThat(check(form, map("l", List.of(map("x", "", "y", false), map("x", "1", "y", false), map()))).values())
                    .isEqualTo(map("l", List.of(map("x", "1", "y", false))));
            assertThat(check(form, map("l", List.of(map("x", "", "y", false)))).values()).isEmpty();
        }

        @Test
        void aListWithoutAddAndRemoveKeepsItsRows() {
            FormDefinition form = form("{'type':'dynamiclist','path':'l','label':'列表','allowAddRemove':false,'components':["
                    + "{'type':'textfield','key':'item','label':'项目','readonly':true},"
                    + "{'type':'checkbox','key':'passed','label':'合格'},"
                    + "{'type':'textfield','key':'sign','label':'签字','validate':{'required':true}}]}");
            Map<String, Object> context = map("l", List.of(map("item", "门"), map("item", "窗")));
            assertThat(check(form, map("l", List.of(map("item", "门", "passed", true, "sign", "张"), map("item", "窗", "sign", "李"))), context).values())
                    .isEqualTo(map("l", List.of(map("item", "门", "passed", true, "sign", "张"), map("item", "窗", "sign", "李"))));
            assertThat(check(form, map("l", List.of(map("item", "门", "sign", "张"))), context).errors())
                    .containsEntry("l", "“列表”的行数不能增减，应为 2 行，请刷新页面后重新填写");
            assertThat(check(form, map(), context).errors()).containsEntry("l", "请填写“列表”");
        }

        @Test
        void readOnlyValuesOfARowCannotBeMixedChangedOrRepeated() {
            FormDefinition form = form("{'type':'dynamiclist','path':'l','label':'列表','components':["
                    + "{'type':'textfield','key':'item','label':'项目','readonly':true},"
                    + "{'type':'number','key':'price','label':'单价','readonly':true},{'type':'number','key':'count','label':'数量'}]}");
            Map<String, Object> context = map("l", List.of(map("item", "门", "price", 100), map("item", "窗", "price", 50)));
            assertThat(check(form, map("l", List.of(map("item", "窗", "price", 50, "count", 1))), context).values())
                    .isEqualTo(map("l", List.of(map("item", "窗", "price", 50L, "count", BigDecimal.ONE))));
            assertThat(check(form, map("l", List.of(map("item", "门", "price", 50, "count", 1))), context).errors())
                    .containsOnlyKeys("l[0].item", "l[0].price");
            assertThat(check(form, map("l", List.of(map("item", "门", "price", 1, "count", 1))), context).errors()).isNotEmpty();
            assertThat(check(form, map("l", List.of(map("item", "门", "price", 100), map("item", "门", "price", 100))), context).errors())
                    .containsOnlyKeys("l[1].item", "l[1].price");
            assertThat(check(form, map("l", List.of(map("item", "", "price", null, "count", 1))), context).accepted()).isTrue();
        }

        @Test
        void aHiddenListIsNeitherDemandedNorAccepted() {
            FormDefinition form = form("{'type':'group','conditional':{'hide':'=simple'},'components':[" + ITEMS + "]}");
            assertThat(check(form, map(), map("simple", true)).accepted()).isTrue();
            assertThat(check(form, map("items", List.of(map("name", "x"))), map("simple", true)).errors()).containsOnlyKeys("items");
        }

        @Test
        void listsInLists() {
            FormDefinition form = form("{'type':'dynamiclist','path':'rooms','label':'房间','components':[{'type':'textfield','key':'name','label':'名称'},"
                    + "{'type':'dynamiclist','path':'faults','label':'缺陷','components':[{'type':'textfield','key':'what','label':'现象','validate':{'maxLength':3},"
                    + "'conditional':{'hide':'=parent.name = `none`'}}]}]}");
            assertThat(check(form, map("rooms", List.of(map("name", "厨房", "faults", List.of(map("what", "漏水")))))).values())
                    .isEqualTo(map("rooms", List.of(map("name", "厨房", "faults", List.of(map("what", "漏水"))))));
            assertThat(check(form, map("rooms", List.of(map("name", "厨房", "faults", List.of(map("what", "漏水很大")))))).errors())
                    .containsEntry("rooms[0].faults[0].what", "“房间”第 1 行的“缺陷”第 1 行的“现象”最多 3 个字，现在有 4 个，请精简");
            assertThat(check(form, map("rooms", List.of(map("name", "none", "faults", List.of(map("what", "x")))))).errors())
                    .containsOnlyKeys("rooms[0].faults[0].what");
        }

        @Test
        void aListHasACeilingEvenIfTheFormSetsNone() {
            FormDefinition form = form("{'type':'dynamiclist','path':'l','label':'列表','components':[{'type':'number','key':'x','label':'X'}]}");
            assertThat(check(form, map("l", java.util.Collections.nCopies(50, map("x", 1)))).accepted()).isTrue();
            assertThat(check(form, map("l", java.util.Collections.nCopies(51, map("x", 1)))).errors()).containsOnlyKeys("l");
            assertThat(check(form, map("l", java.util.Collections.nCopies(3_000, map("x", 1)))).errors()).containsOnlyKeys("l");
        }
    }
}
