package io.casework.testkit;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The application as a process of its own, in the profile {@code demo}, with a database in a directory of its own that outlives it: to be
 * killed and started again. Ends nothing but what it started itself.
 */
public final class DemoProcess implements AutoCloseable {

    /** The password of all accounts in the profile demo. */
    public static final String PASSWORD = "Casework-2026";

    private static final Duration LONGEST_START = Duration.ofSeconds(150);

    private final Path home;
    private final Path data;
    private final int port = freePort();
    private final int databasePort = freePort();
    private final JdbcTemplate jdbc;
    private final List<String> settings;
    private Process process;
    private int starts;

    /** @param settings further arguments, {@code --name=value} */
    public DemoProcess(String... settings) {
        this.settings = List.of(settings);
        try {
            home = Files.createTempDirectory("casework-demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        data = home.resolve("postgres");
        jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres", "postgres", ""));
    }

    /** Starts the application and waits until it takes requests; gives the seconds that this took. */
    public double start() {
        long began = System.nanoTime();
        starts++;
        // Not the test classes: they bring beans that stand in for the outside world.
        String classPath = Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
        try {
            List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m", "-Duser.timezone=Asia/Shanghai", "-Dfile.encoding=UTF-8",
                    "-cp", classPath, "io.casework.CaseworkApplication",
                    "--spring.profiles.active=demo", "--server.address=127.0.0.1", "--server.port=" + port,
                    "--casework.postgres.data-directory=" + data, "--casework.postgres.port=" + databasePort));
            command.addAll(settings);
            process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("application of " + log()).atMost(LONGEST_START).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ":\n" + tail());
            }
            return isReady();
        });
        return (System.nanoTime() - began) / 1e9;
    }

    /** Ends the application as a power cut would; the database server goes on for itself. */
    public void kill() {
        process.destroyForcibly();
        gone(process.toHandle());
    }

    /** Ends application and database server as a power cut would. */
    public void killWithDatabase() {
        ProcessHandle server = databaseServer();
        List<ProcessHandle> workers = server.children().toList();
        process.destroyForcibly();
        server.destroyForcibly();
        gone(process.toHandle());
        gone(server);
        // They notice that their server is gone and end by themselves.
        workers.forEach(DemoProcess::gone);
    }

    public Door.Caller as(String login) {
        return new Door(port).as(login, PASSWORD);
    }

    /** Signed in to a session. */
    public Door.Browser browser(String login) {
        return new Door(port).browser(login, PASSWORD);
    }

    /** The database of the application, whether this runs or not. */
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public String output() {
        try {
            return Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ProcessHandle server = databaseServer();
        if (process != null && process.isAlive()) {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        if (server != null && server.isAlive()) {
            server.destroy();
            if (server.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join() == null) {
                server.destroyForcibly();
                gone(server);
            }
        }
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        try {
            return new Door(port).anonymous().get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** The server that runs on our own data directory, by its own lock file; {@code null} where there is none. */
    private ProcessHandle databaseServer() {
        try {
            Path lock = data.resolve("postmaster.pid");
            return Files.exists(lock) ? ProcessHandle.of(Long.parseLong(Files.readAllLines(lock).get(0).trim())).orElse(null) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void gone(ProcessHandle handle) {
        handle.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Path log() {
        return home.resolve("start-" + starts + ".log");
    }

    private String tail() {
        List<String> lines = output().lines().filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... ")).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 80), lines.size()));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
