package io.casework.testkit;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Counts what goes to the database: the engine's statements, JPA's and our own alike, whatever thread sends them, so that a call over
 * HTTP is counted too. The tests' data source is a proxy that counts; {@link #during} gives the difference.
 */
public final class SqlCount {

    /** What a statement does. */
    public enum Kind { SELECT, INSERT, UPDATE, DELETE, OTHER }

    /** Something to be counted. */
    public interface Action {
        void run() throws Exception;
    }

    private static final Map<Kind, AtomicLong> STATEMENTS = new EnumMap<>(Kind.class);
    private static final AtomicLong TRIPS = new AtomicLong();
    private static final AtomicLong COMMITS = new AtomicLong();
    private static final AtomicLong ROLLBACKS = new AtomicLong();
    private static final Pattern WITH = Pattern.compile("\\b(insert|update|delete)\\b\\s", Pattern.CASE_INSENSITIVE);

    private static volatile List<String> written;

    static {
        for (Kind kind : Kind.values()) {
            STATEMENTS.put(kind, new AtomicLong());
        }
    }

    /**
     * How many.
     *
     * @param statements by kind; each statement of a batch counts
     * @param roundTrips executions sent to the database; a batch is one
     * @param commits of transactions that were begun as such
     */
    public record Counts(Map<Kind, Long> statements, long roundTrips, long commits, long rollbacks) {

        public long of(Kind kind) {
            return statements.get(kind);
        }

        public long all() {
            return statements.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public String toString() {
            return "%d statements (%d select, %d insert, %d update, %d delete, %d other) in %d round trips, %d commits, %d rollbacks".formatted(
                    all(), of(Kind.SELECT), of(Kind.INSERT), of(Kind.UPDATE), of(Kind.DELETE), of(Kind.OTHER), roundTrips, commits, rollbacks);
        }

        private Counts minus(Counts before) {
            Map<Kind, Long> difference = new EnumMap<>(Kind.class);
            statements.forEach((kind, number) -> difference.put(kind, number - before.of(kind)));
            return new Counts(difference, roundTrips - before.roundTrips, commits - before.commits, rollbacks - before.rollbacks);
        }
    }

    private SqlCount() {
    }

    /** Runs the action and counts. */
    public static Counts during(Action action) throws Exception {
        Counts before = now();
        action.run();
        return now().minus(before);
    }

    /**
     * Counts what the action takes once everything that is remembered for some seconds has been read: the least of three runs, so that neither such a memory
     * running out in between nor a clockwork of the application (which looks at the calendar every 20 seconds) is counted.
     *
     * @param action can be repeated
     */
    public static Counts warm(Action action) throws Exception {
        Counts least = during(action);
        for (int i = 0; i < 2; i++) {
            Counts again = during(action);
            least = again.all() < least.all() ? again : least;
        }
        return least;
    }

    /** Runs the action and gives the text of all statements, in their order. */
    public static List<String> statementsOf(Action action) throws Exception {
        List<String> texts = java.util.Collections.synchronizedList(new ArrayList<>());
        written = texts;
        try {
            action.run();
        } finally {
            written = null;
        }
        return texts;
    }

    /** A data source that counts what goes through it. */
    public static DataSource counting(DataSource real) {
        return proxy(DataSource.class, real, (method, arguments, result) ->
                result instanceof Connection connection ? connection(connection) : result);
    }

    private static Counts now() {
        Map<Kind, Long> statements = new EnumMap<>(Kind.class);
        STATEMENTS.forEach((kind, number) -> statements.put(kind, number.get()));
        return new Counts(statements, TRIPS.get(), COMMITS.get(), ROLLBACKS.get());
    }

    private static Connection connection(Connection real) {
        return proxy(Connection.class, real, (method, arguments, result) -> {
            switch (method.getName()) {
                case "commit" -> COMMITS.incrementAndGet();
                case "rollback" -> ROLLBACKS.incrementAndGet();
                default -> {
                    String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : null;
                    if (result instanceof CallableStatement call) {
                        return statement(CallableStatement.class, call, sql);
                    } else if (result instanceof PreparedStatement prepared) {
                        return statement(PreparedStatement.class, prepared, sql);
                    } else if (result instanceof Statement plain) {
                        return statement(Statement.class, plain, null);
                    }
                }
            }
            return result;
        });
    }

    private static <T extends Statement> T statement(Class<T> type, T real, String prepared) {
        List<String> batch = new ArrayList<>();
        return proxy(type, real, (method, arguments, result) -> {
            String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
            switch (method.getName()) {
                case "addBatch" -> batch.add(sql);
                case "clearBatch" -> batch.clear();
                case "executeBatch", "executeLargeBatch" -> {
                    TRIPS.incrementAndGet();
                    batch.forEach(SqlCount::count);
                    batch.clear();
                }
                case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
                    TRIPS.incrementAndGet();
                    count(sql);
                }
                default -> { }
            }
            return result;
        });
    }

    private static void count(String sql) {
        STATEMENTS.get(kind(sql)).incrementAndGet();
        List<String> texts = written;
        if (texts != null) {
            texts.add(sql);
        }
    }

    private static Kind kind(String sql) {
        String text = sql.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("with")) {
            var writing = WITH.matcher(text);
            return writing.find() ? Kind.valueOf(writing.group(1).toUpperCase(Locale.ROOT)) : Kind.SELECT;
        }
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.name().toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        return Kind.OTHER;
    }

    private interface After {
        Object called(Method method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getName().equals("equals") && method.getParameterCount() == 1) {
                return self == arguments[0];
            }
            try {
                return after.called(method, arguments, method.invoke(real, arguments));
            } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
            }
        };
        return type.cast(Proxy.newProxyInstance(SqlCount.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
