package io.casework.testkit;

import io.casework.organisation.Accounts;
import io.casework.organisation.Site;
import io.casework.organisation.StaffAdministration;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases that stand at an exact point, written straight into the tables: to have them there by their procedures would take weeks of the clock each. */
@Component
public class FigureRows {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final JdbcTemplate jdbc;
    private final StaffAdministration administration;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    FigureRows(JdbcTemplate jdbc, StaffAdministration administration, Accounts accounts, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.administration = administration;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    /** A site of its own, so that the cases of other tests are not counted. */
    public String site() {
        String site = "t-f" + Long.toString(System.nanoTime(), 36);
        transaction.executeWithoutResult(status -> administration.addSite(new Site(site, "图苑" + site, "测试开发有限公司", "路 1 号", null, true)));
        return site;
    }

    /** Somebody of the site with this post. */
    public String member(String post, String site) {
        String login = post + "." + site;
        transaction.executeWithoutResult(status -> {
            administration.addStaff(login, "图苑" + post, "", login + "@casework.test");
            administration.assign(login, post, site);
            accounts.setPassword(login, TestStaff.PASSWORD);
        });
        return login;
    }

    /** A case; {@code changes} are columns and their values. */
    public String file(String site, LocalDateTime opened, Object... changes) {
        String number = "FG-" + (20_260_000 + NUMBERS.incrementAndGet()) + "-0001";
        Map<String, Object> row = new LinkedHashMap<>(Map.of("number", number, "kind", "CONTACT", "site", site, "customer_name", "王芳", "matter", "外墙渗水",
                "state", "OPEN", "opened_at", at(opened), "opened_by", "test"));
        insert("case_file", row, changes);
        return number;
    }

    /** A complaint with its case. Moments are wall-clock times; {@code changes} are columns of the complaint and their values. */
    public String complaint(String site, LocalDateTime received, Object... changes) {
        String number = file(site, received);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case_number", number);
        row.put("site", site);
        row.put("customer_key", "phone:" + number);
        row.put("state", "OPEN");
        row.put("received_at", at(received));
        row.put("accepted_at", at(received));
        row.put("accepted_by", "test");
        row.put("channel", "CALL");
        row.put("phase", "WARRANTY");
        row.put("mood", "CALM");
        row.put("content", "渗水");
        row.put("demand", "修好");
        row.put("sensitive", false);
        insert("complaint", row, changes);
        return number;
    }

    /** Columns of a complaint that has gone through all eight steps. */
    public static Object[] closed(LocalDateTime closedAt, Object... more) {
        Object[] base = {"state", "CLOSED", "closed_at", closedAt, "analysed_at", closedAt, "final_answered_at", closedAt};
        Object[] all = java.util.Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return all;
    }

    /** Any row. */
    public void insert(String table, Map<String, Object> columns, Object... changes) {
        Map<String, Object> row = new LinkedHashMap<>(columns);
        for (int i = 0; i < changes.length; i += 2) {
            row.put((String) changes[i], changes[i + 1]);
        }
        row.replaceAll((name, value) -> value instanceof LocalDateTime time ? at(time) : value);
        jdbc.update("insert into " + table + " (" + String.join(", ", row.keySet()) + ") values ("
                + row.keySet().stream().map(name -> "?").collect(Collectors.joining(", ")) + ")", row.values().toArray());
    }

    public static Timestamp at(LocalDateTime time) {
        return Timestamp.from(time.atZone(ZONE).toInstant());
    }
}
