package io.casework.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * How the database carried out what a call asked of it: the plans of all its statements with the rows that they really read, as PostgreSQL's
 * {@code auto_explain} gives them back with each statement. Costs nothing while nobody asks.
 */
public final class QueryPlans {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static volatile List<Plan> plans;

    private QueryPlans() {
    }

    /**
     * A statement as it was carried out.
     *
     * @param rows rows that its scans read, those included that a filter threw away
     * @param scans the scans that read most, in words
     */
    public record Plan(String sql, double milliseconds, long rows, String scans) {
    }

    /** Runs the action and gives the plans of its statements, whatever thread sent them. */
    public static List<Plan> of(Runnable action) {
        List<Plan> collected = Collections.synchronizedList(new ArrayList<>());
        plans = collected;
        try {
            action.run();
        } finally {
            plans = null;
        }
        return List.copyOf(collected);
    }

    /** A data source whose statements can be asked for their plans. */
    public static DataSource explaining(DataSource real) {
        return proxy(DataSource.class, real, (name, result) -> {
            if (result instanceof Connection connection) {
                boolean explain = plans != null;
                if (explain) {
                    explain(connection, "0");
                }
                return explain ? connection(connection) : connection;
            }
            return result;
        });
    }

    private static void explain(Connection connection, String least) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            // In a transaction a plan comes with the statement that follows, at the latest with this one.
            settings.execute("load 'auto_explain'; set auto_explain.log_analyze = on; set auto_explain.log_timing = off; set auto_explain.log_format = json; "
                    + "set auto_explain.log_level = notice; set auto_explain.log_min_duration = " + least);
            read(settings.getWarnings());
        }
    }

    private static Connection connection(Connection real) {
        return proxy(Connection.class, real, (name, result) -> {
            if (name.equals("commit")) {
                read(real.getWarnings());
                real.clearWarnings();
            }
            if (result instanceof CallableStatement call) {
                return statement(CallableStatement.class, call);
            } else if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, prepared);
            } else if (result instanceof Statement plain) {
                return statement(Statement.class, plain);
            }
            return result;
        }, () -> explain(real, "-1"));
    }

    private static <T extends Statement> T statement(Class<T> type, T real) {
        return proxy(type, real, (name, result) -> {
            if (name.startsWith("execute")) {
                read(real.getWarnings());
                real.clearWarnings();
            }
            return result;
        });
    }

    private static void read(SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            read(warning.getMessage());
        }
    }

    private static void read(String notice) {
        List<Plan> collected = plans;
        int plan = notice == null ? -1 : notice.indexOf("plan:\n");
        if (collected == null || plan < 0) {
            return;
        }
        try {
            JsonNode answer = JSON.readTree(notice.substring(plan + 6));
            List<Scan> scans = new ArrayList<>();
            collect(answer.path("Plan"), scans);
            scans.sort((a, b) -> Long.compare(b.rows(), a.rows()));
            collected.add(new Plan(answer.path("Query Text").asText().replaceAll("\\s+", " ").strip(),
                    Double.parseDouble(notice.replaceFirst("(?s)duration: ([0-9.]+) ms.*", "$1")), scans.stream().mapToLong(Scan::rows).sum(),
                    String.join(", ", scans.stream().limit(3).map(scan -> scan.words() + " " + scan.rows()).toList())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no plan: " + notice, e);
        }
    }

    private record Scan(String words, long rows) {
    }

    private static void collect(JsonNode node, List<Scan> scans) {
        String type = node.path("Node Type").asText();
        if (type.endsWith("Scan") && node.has("Relation Name")) {
            double loops = node.path("Actual Loops").asDouble(1);
            double rows = node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble() + node.path("Rows Removed by Index Recheck").asDouble();
            scans.add(new Scan(type + " " + node.path("Relation Name").asText() + (node.has("Index Name") ? " (" + node.path("Index Name").asText() + ")" : ""),
                    Math.round(rows * loops)));
        }
        node.path("Plans").forEach(child -> collect(child, scans));
    }

    private interface After {
        Object called(String method, Object result) throws SQLException;
    }

    private interface BeforeClose {
        void run() throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return proxy(type, real, after, () -> { });
    }

    private static <T> T proxy(Class<T> type, T real, After after, BeforeClose closing) {
        return type.cast(Proxy.newProxyInstance(QueryPlans.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            if (method.getName().equals("equals") && method.getParameterCount() == 1) {
                return self == arguments[0];
            }
            try {
                if (method.getName().equals("close")) {
                    closing.run();
                }
                return after.called(method.getName(), method.invoke(real, arguments));
            } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
            }
        }));
    }
}
