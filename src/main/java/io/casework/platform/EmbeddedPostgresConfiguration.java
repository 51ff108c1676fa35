package io.casework.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * The database of the demo and of the tests: a real PostgreSQL, started from a library. It trusts every connection from this
 * machine, so it must never serve production; the application refuses to start that way (profile {@code production}).
 */
@Configuration(proxyBeanMethods = false)
@Profile("embedded-postgres")
class EmbeddedPostgresConfiguration {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresConfiguration.class);

    /**
     * Starts the server, or adopts one that a killed process left running on the same data directory.
     *
     * @param directory data directory; empty means a temporary one that goes with the process
     * @param port fixed port, 0 means any free one
     */
    @Bean(destroyMethod = "close")
    EmbeddedServer embeddedServer(
            @Value("${casework.postgres.data-directory:}") String directory,
            @Value("${casework.postgres.port:0}") int port,
            Environment environment)
            throws IOException {
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("内置数据库不设密码，只供演示和测试使用，不能与 production 同时启用");
        }
        return EmbeddedServer.start(directory, port);
    }

    @Bean
    DataSource dataSource(EmbeddedServer server, @Value("${spring.datasource.hikari.maximum-pool-size:20}") int poolSize) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(server.jdbcUrl());
        dataSource.setUsername("postgres");
        dataSource.setMaximumPoolSize(poolSize);
        dataSource.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return dataSource;
    }

    /** A running server: either one that this process owns, or one that was found running on the data directory. */
    static final class EmbeddedServer implements AutoCloseable {

        /** After a kill the server first replays its log; the library's ten seconds are too few for that on a busy machine. */
        private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(2);

        private final EmbeddedPostgres owned;
        private final int port;

        private EmbeddedServer(EmbeddedPostgres owned, int port) {
            this.owned = owned;
            this.port = port;
        }

        static EmbeddedServer start(String directory, int port) throws IOException {
            boolean lasting = !directory.isBlank();
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(LONGEST_RECOVERY)
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("timezone", "Asia/Shanghai")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setLocaleConfig("encoding", "UTF8");
            if (lasting) {
                Path path = Path.of(directory).toAbsolutePath();
                Files.createDirectories(path.getParent());
                Integer running = RunningServer.portOf(path);
                if (running != null) {
                    log.warn("数据目录 {} 上已有一个数据库在运行（端口 {}），上次程序可能被强行终止；继续使用它", path, running);
                    return new EmbeddedServer(null, running);
                }
                builder.setDataDirectory(path)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on");
            }
            if (port > 0) {
                builder.setPort(port);
            }
            EmbeddedPostgres postgres = builder.start();
            return new EmbeddedServer(postgres, postgres.getPort());
        }

        String jdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?ApplicationName=casework";
        }

        @Override
        public void close() throws IOException {
            if (owned != null) {
                owned.close();
            }
        }
    }
}
