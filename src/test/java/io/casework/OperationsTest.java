package io.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the people who run the system start it with: the compose file and the settings of the profile production. */
class OperationsTest {

    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{[A-Z_]+:(\\?.+|-)}");

    private static final Map<String, Object> COMPOSE = compose();

    @Test
    void theComposeFileHasDatabaseAndApplicationEachWithAHealthCheck() {
        assertThat(map(COMPOSE, "services")).containsOnlyKeys("database", "application");
        for (String service : List.of("database", "application")) {
            assertThat(map(service(service), "healthcheck")).containsKeys("test", "interval", "timeout", "retries", "start_period");
        }
        assertThat(map(map(service("application"), "depends_on"), "database")).containsEntry("condition", "service_healthy");
    }

    @Test
    void theDatabaseIsAVersionTheEngineSupportsAndKeepsItsDataInAVolume() {
        assertThat(service("database").get("image")).isEqualTo("postgres:17");
        assertThat((List<?>) service("database").get("volumes")).hasToString("[database:/var/lib/postgresql/data]");
        assertThat(map(COMPOSE, "volumes")).containsKey("database");
        assertThat(service("database")).as("the database is reached from inside only").doesNotContainKey("ports");
    }

    @Test
    void noSecretHasADefault() {
        for (String service : List.of("database", "application")) {
            map(service(service), "environment").forEach((name, value) -> {
                if (name.matches(".*(PASSWORD|SECRET|TOKEN|KEY).*")) {
                    assertThat(String.valueOf(value)).as("%s of %s", name, service).matches(FROM_ENVIRONMENT);
                }
            });
        }
        assertThat(map(service("database"), "environment").get("POSTGRES_PASSWORD")).asString().contains(":?");
        assertThat(map(service("application"), "environment").get("CASEWORK_DB_PASSWORD")).asString().contains(":?");
    }

    @Test
    void theApplicationRunsInProductionAndUnderstandsEverySettingItIsGiven() throws IOException {
        Map<String, Object> environment = map(service("application"), "environment");
        assertThat(environment).containsEntry("SPRING_PROFILES_ACTIVE", "production");
        StringBuilder known = new StringBuilder();
        for (String file : List.of("src/main/resources/application.yaml", "src/main/resources/application-production.yaml",
                "src/main/java/io/casework/procedure/access/AdministratorBootstrap.java")) {
            known.append(Files.readString(Path.of(file)));
        }
        assertThat(environment.keySet()).filteredOn(name -> name.startsWith("CASEWORK_"))
                .isNotEmpty().allSatisfy(name -> assertThat(known).containsPattern("\\$\\{" + name + "[:}]"));
    }

    @Test
    void dockerItselfAcceptsTheComposeFile() throws Exception {
        Assumptions.assumeTrue(run("docker", "compose", "version") == 0, "docker compose is not installed; the tests above read the file without it");
        assertThat(run("docker", "compose", "--file", "docker-compose.yml", "config", "--quiet")).isZero();
    }

    @Test
    void productionTakesTheDatabaseFromTheEnvironmentAndSendsCookiesOverTlsOnly() {
        ConfigurableEnvironment environment = production(Map.of("CASEWORK_DB_URL", "jdbc:postgresql://db/casework", "CASEWORK_DB_USER", "c", "CASEWORK_DB_PASSWORD", "p"));
        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:postgresql://db/casework");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("p");
        assertThat(environment.getProperty("server.servlet.session.cookie.secure")).isEqualTo("true");
        assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
        assertThat(environment.getActiveProfiles()).containsExactly("production");
        assertThat(environment.getProperty("casework.demo.password")).isNull();
    }

    @Test
    void productionWithoutADatabaseStopsWithTheNameOfWhatIsMissing() {
        ConfigurableEnvironment environment = production(Map.of());
        assertThatThrownBy(() -> environment.getProperty("spring.datasource.url")).hasMessageContaining("CASEWORK_DB_URL");
        assertThatThrownBy(() -> environment.getProperty("spring.datasource.password")).hasMessageContaining("CASEWORK_DB_PASSWORD");
        assertThatThrownBy(() -> environment.getProperty("casework.public-url")).hasMessageContaining("CASEWORK_PUBLIC_URL");
    }

    private static ConfigurableEnvironment production(Map<String, Object> given) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.setConversionService(new ApplicationConversionService());
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        environment.setActiveProfiles("production");
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return environment;
    }

    private static int run(String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("CASEWORK_DB_PASSWORD", "only-to-check-the-syntax");
            builder.environment().put("CASEWORK_PUBLIC_URL", "https://casework.example");
            Process process = builder.start();
            return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException notInstalled) {
            return -1;
        }
    }

    private static Map<String, Object> compose() {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Path.of("docker-compose.yml")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Map<String, Object> service(String name) {
        return map(map(COMPOSE, "services"), name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> from, String key) {
        assertThat(from).containsKey(key);
        return (Map<String, Object>) from.get(key);
    }
}
