package io.casework.testkit;

import io.casework.CaseworkApplication;
import io.casework.organisation.Accounts;
import io.casework.organisation.StaffAdministration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * The application on a database of its own that writes to disk as in production, for benchmarks: reachable from this machine only,
 * gone when closed, unless it is to be kept. The engine executes no jobs.
 */
public final class BenchmarkSystem implements AutoCloseable {

    private final Path directory;
    private final boolean kept;
    private final ConfigurableApplicationContext context;

    private BenchmarkSystem(Path directory, boolean kept, ConfigurableApplicationContext context) {
        this.directory = directory;
        this.kept = kept;
        this.context = context;
    }

    public static BenchmarkSystem start() throws IOException {
        return start(null);
    }

    /** @param keep directory whose database is used again next time; {@code null} for one that goes when the system is closed */
    public static BenchmarkSystem start(Path keep) throws IOException {
        Path directory = keep != null ? Files.createDirectories(keep.toAbsolutePath())
                : Files.createTempDirectory(Path.of("target").toAbsolutePath(), "benchmark-postgres");
        try {
            BenchmarkSystem system = new BenchmarkSystem(directory, keep != null, new SpringApplicationBuilder(CaseworkApplication.class)
                    .profiles("test", "embedded-postgres")
                    .initializers(initial -> {
                        ((GenericApplicationContext) initial).registerBean("clock", TurnableClock.class);
                        initial.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                            @Override
                            public Object postProcessAfterInitialization(Object bean, String name) {
                                return name.equals("dataSource") ? QueryPlans.explaining(SqlCount.counting((DataSource) bean)) : bean;
                            }
                        });
                    })
                    .run("--casework.postgres.data-directory=" + directory.resolve("data"), "--server.port=0", "--server.address=127.0.0.1",
                            "--casework.attachments.directory=" + directory.resolve("attachments"), "--casework.notification.sms.supplier=", "--camunda.bpm.job-execution.enabled=false"));
            String fsync = system.bean(JdbcClient.class).sql("select setting from pg_settings where name = 'fsync'").query(String.class).single();
            if (!fsync.equals("on")) {
                throw new IllegalStateException("the database does not write to disk");
            }
            return system;
        } catch (RuntimeException e) {
            if (keep == null) {
                FileSystemUtils.deleteRecursively(directory);
            }
            throw e;
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Address of the database, for engines that are compared. */
    public String jdbcUrl() throws SQLException {
        try (Connection connection = bean(DataSource.class).getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    /** A member of staff with the password of the test staff. */
    public void person(String login, String post, String siteOrNullForAll) {
        StaffAdministration staff = bean(StaffAdministration.class);
        bean(TransactionTemplate.class).executeWithoutResult(status -> {
            staff.addStaff(login, login, "", "");
            staff.assign(login, post, siteOrNullForAll);
            bean(Accounts.class).setPassword(login, TestStaff.PASSWORD);
        });
    }

    /** Deploys probes together, as if the gate were not there. */
    public void deploy(String... probes) throws IOException {
        Map<String, String> files = new HashMap<>();
        for (String probe : probes) {
            files.put(probe, new ClassPathResource("probe/" + probe).getContentAsString(StandardCharsets.UTF_8));
        }
        bean(TestDeployments.class).pastTheGate(files);
    }

    @Override
    public void close() throws IOException {
        context.close();
        if (!kept) {
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
