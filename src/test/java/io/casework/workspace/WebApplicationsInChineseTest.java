package io.casework.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The texts of Camunda's web applications in Chinese, held against the English texts of the Camunda version on the class path: a new
 * version that adds or drops a text is found here, not by a user.
 */
class WebApplicationsInChineseTest {

    private static final String APPLICATIONS = "META-INF/resources/webjars/camunda/app/";

    /** Texts that are the same in both languages: a product's name, signs, and one that Camunda leaves empty. */
    private static final Set<String> SAME_IN_BOTH_LANGUAGES = Set.of("AUTHORIZATION_OPTIMIZE", "SEARCH_LESS_THAN",
            "SEARCH_LESS_THAN_EQUALS", "SEARCH_GREATER_THAN", "SEARCH_GREATER_THAN_EQUALS", "NO_TASK_FORM");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void everyTextHasItsChinese(String application) {
        assertThat(labels(application, "zh-CN").keySet())
                .containsExactlyInAnyOrderElementsOf(labels(application, "en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = "cockpit")
    void theMonitoringApplicationHasMostTextsInChineseAndNoneThatNobodyAsksFor(String application) {
        Map<String, String> english = labels(application, "en");
        Map<String, String> chinese = labels(application, "zh-CN");

        assertThat(english.keySet()).containsAll(chinese.keySet());
        assertThat(chinese.size()).as("of %s texts", english.size()).isGreaterThan(english.size() * 2 / 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin", "cockpit"})
    void noTextIsLeftInEnglish(String application) {
        Map<String, String> english = labels(application, "en");
        Map<String, String> left = new TreeMap<>(labels(application, "zh-CN"));
        left.entrySet().removeIf(text -> SAME_IN_BOTH_LANGUAGES.contains(text.getKey())
                || !text.getValue().equals(english.get(text.getKey())) && CHINESE.matcher(text.getValue()).find());

        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin", "cockpit"})
    void everyPlaceholderIsKept(String application) {
        Map<String, String> english = labels(application, "en");
        labels(application, "zh-CN").forEach((key, text) -> assertThat(placeholders(text)).as(key)
                .containsExactlyInAnyOrderElementsOf(placeholders(english.get(key))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "admin", "cockpit"})
    void datesReadFromTheYearToTheMinute(String application) {
        JsonNode chinese = texts(application, "zh-CN").path("dateLocales");

        assertThat(names(chinese)).containsExactlyInAnyOrderElementsOf(names(texts(application, "en").path("dateLocales")));
        assertThat(chinese.at("/longDateFormat/LLL").asText()).isEqualTo("YYYY-MM-DD HH:mm");
        assertThat(chinese.path("months")).hasSize(12);
        assertThat(chinese.at("/weekdays/0").asText()).isEqualTo("星期日");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void everyBrowserGetsChinese(String application) {
        String settings = resource(application, "scripts/config.js");

        assertThat(settings).contains("availableLocales: ['zh-CN']", "fallbackLocale: 'zh-CN'", "vendor: '客户服务案件管理'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin", "cockpit"})
    void theBannerIsGoneAndNothingIsLoadedFromOutside(String application) {
        String style = resource(application, "styles/user-styles.css");

        assertThat(style).containsPattern("\\.ce-eol-banner \\{\\s*display: none;");
        assertThat(style).doesNotContain("http:", "https:", "url(", "@import");
        assertThat(resource(application, "scripts/config.js")).doesNotContain("http:", "https:");
    }

    private Map<String, String> labels(String application, String language) {
        Map<String, String> labels = new LinkedHashMap<>();
        texts(application, language).path("labels").fields()
                .forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
        assertThat(labels).isNotEmpty();
        return labels;
    }

    private JsonNode texts(String application, String language) {
        String text = resource(application, "locales/" + language + ".json");
        try {
            // Camunda's files begin with a byte order mark.
            return json.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (IOException e) {
            throw new AssertionError(application + " " + language, e);
        }
    }

    private static String resource(String application, String path) {
        String name = APPLICATIONS + application + "/" + path;
        try (InputStream in = WebApplicationsInChineseTest.class.getClassLoader().getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static List<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
