package io.casework.report.imports;

import io.casework.casefile.Actor;
import io.casework.platform.LineVerdict;
import io.casework.platform.RuleViolation;
import io.casework.report.ImportRun;
import io.casework.report.ImportState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the lines of an import, and imports them once a person has said yes: batch by batch, each in a transaction of its own that also notes how far it
 * came, so that work which was cut off goes on where it stopped. With “all or nothing” there is one transaction for all.
 */
@Component
class Worker {

    static final int CHECK_BATCH = 1_000;
    static final int IMPORT_BATCH = 500;

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final Duration LATER = Duration.ofSeconds(5);
    /** Imports write one after the other, because customers are known by what no index can hold together. */
    private static final long ONE_AT_A_TIME = 0x696d706f72747321L;

    private final Runs runs;
    private final Kinds kinds;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();

    Worker(Runs runs, Kinds kinds, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.runs = runs;
        this.kinds = kinds;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Does what an import waits for.
     *
     * @param stop asked between batches: whether to leave the rest for later
     * @return when to come back; empty when there is nothing left to do
     */
    Optional<Instant> work(long id, BooleanSupplier stop) {
        if (!busy.compareAndSet(false, true)) {
            // Another import has this process; notices need the other thread of the scheduler.
            return Optional.of(clock.instant().plus(LATER));
        }
        try {
            while (!stop.getAsBoolean()) {
                ImportState state = runs.find(id).filter(run -> run.failure() == null).map(ImportRun::state).orElse(ImportState.DONE);
                boolean more = switch (state) {
                    case CHECKING -> Boolean.TRUE.equals(transaction.execute(status -> check(id)));
                    case IMPORTING -> importSome(id);
                    default -> false;
                };
                if (!more) {
                    return Optional.empty();
                }
            }
            return Optional.of(clock.instant());
        } catch (RuntimeException wrong) {
            log.error("导入 {} 中断", id, wrong);
            transaction.executeWithoutResult(status -> runs.failed(id, "程序出错，已停下（" + wrong.getClass().getSimpleName() + "）。已完成的部分有效，可以继续。"));
            return Optional.empty();
        } finally {
            busy.set(false);
        }
    }

    private boolean check(long id) {
        ImportRun run = runs.lock(id).orElseThrow();
        if (run.state() != ImportState.CHECKING) {
            return false;
        }
        List<Runs.Line> lines = runs.unchecked(id, runs.checkedTo(id), CHECK_BATCH);
        if (lines.isEmpty()) {
            runs.state(id, ImportState.CHECKED, null);
            return false;
        }
        List<Runs.Judged> judged = judge(kinds.of(run.kind()), run, lines, null, true);
        runs.judge(id, judged);
        Map<String, Integer> counts = new HashMap<>();
        judged.forEach(line -> counts.merge(line.outcome(), 1, Integer::sum));
        int hints = (int) judged.stream().filter(line -> !line.findings().isEmpty() && !line.outcome().equals("BAD") && !line.outcome().equals("AGAIN")).count();
        runs.checked(id, lines.get(lines.size() - 1).line(), lines.size(), counts, hints);
        return true;
    }

    private boolean importSome(long id) {
        boolean whole = runs.find(id).orElseThrow().allOrNothing();
        if (!whole) {
            return Boolean.TRUE.equals(transaction.execute(status -> importBatch(id, 0) > 0));
        }
        try {
            transaction.executeWithoutResult(status -> {
                int after = importBatch(id, 0);
                while (after > 0) {
                    after = importBatch(id, after);
                }
            });
        } catch (RuleViolation turnedBad) {
            transaction.executeWithoutResult(status -> runs.state(id, ImportState.CHECKED, turnedBad.getMessage()));
        }
        return false;
    }

    /** Imports the next lines. Returns the last of them, 0 when the import has ended. */
    private int importBatch(long id, int after) {
        ImportRun run = runs.lock(id).orElseThrow();
        if (run.state() != ImportState.IMPORTING) {
            return 0;
        }
        List<Runs.Line> lines = runs.waiting(id, after, IMPORT_BATCH);
        if (lines.isEmpty()) {
            runs.forget(id, false);
            runs.ended(id, ImportState.DONE, clock.instant());
            return 0;
        }
        jdbc.sql("select pg_advisory_xact_lock(:key)").param("key", ONE_AT_A_TIME).query((row, n) -> 1).list();
        int last = lines.get(lines.size() - 1).line();
        Map<Integer, String> before = runs.outcomes(id, lines.get(0).line(), last);
        List<Runs.Judged> judged = judge(kinds.of(run.kind()), run, lines, runs.confirmer(id), false);
        if (run.allOrNothing()) {
            judged.stream().filter(line -> !line.done() && !line.outcome().equals("UNCHANGED")).findFirst().ifPresent(line -> {
                throw new RuleViolation("检查之后情况有变，第 " + line.line() + " 行现在不能导入（" + line.findings().get(0).reason() + "）。按“全部成功才导入”，没有导入任何一行；请重新检查。");
            });
        }
        runs.judge(id, judged);
        List<Runs.Judged> turned = judged.stream().filter(line -> !line.done()).toList();
        int turnedBad = (int) turned.stream().filter(line -> line.outcome().equals("BAD")).count();
        int fresh = (int) turned.stream().filter(line -> before.get(line.line()).equals("NEW")).count();
        runs.imported(id, judged.size() - turned.size(), turnedBad, turned.size() - turnedBad, fresh, turned.size() - fresh);
        return last;
    }

    /** @param writer who imports; {@code null} for a dry run */
    private <L> List<Runs.Judged> judge(Kind<L> kind, ImportRun run, List<Runs.Line> lines, Actor writer, boolean findDuplicates) {
        List<Entry> entries = lines.stream().map(line -> new Entry(line.line(), line.cells(), run.columns())).toList();
        Map<Integer, String> keys = new HashMap<>();
        Map<Integer, L> read = new HashMap<>();
        for (Entry entry : entries) {
            L line = kind.read(entry, run.defaultMatter());
            if (!entry.isBad() && !entry.isAgain()) {
                read.put(entry.line(), line);
                String key = kind.key(line);
                if (!key.isEmpty()) {
                    keys.put(entry.line(), hash(key));
                }
            }
        }
        if (findDuplicates) {
            refuseDuplicates(run, entries, keys);
        }
        List<Entry> good = entries.stream().filter(entry -> !entry.isBad() && !entry.isAgain()).toList();
        List<L> wanted = good.stream().map(entry -> read.get(entry.line())).toList();
        List<LineVerdict> verdicts = writer == null ? kind.check(run.site(), wanted) : kind.take(run.site(), wanted, writer);
        Map<Integer, LineVerdict> byLine = new HashMap<>();
        for (int i = 0; i < good.size(); i++) {
            byLine.put(good.get(i).line(), verdicts.get(i));
        }
        List<Runs.Judged> judged = new ArrayList<>();
        for (Entry entry : entries) {
            judged.add(judged(entry, byLine.get(entry.line()), keys.get(entry.line()), writer != null));
        }
        return judged;
    }

    private static Runs.Judged judged(Entry entry, LineVerdict verdict, String key, boolean written) {
        if (verdict != null && !verdict.isGood()) {
            entry.bad(verdict.field(), verdict.reason(), verdict.advice());
        } else if (verdict != null && verdict.reason() != null) {
            entry.hint(verdict.field(), verdict.reason());
        }
        String outcome = entry.isAgain() ? "AGAIN" : entry.isBad() || verdict == null ? "BAD" : verdict.outcome().name();
        boolean done = written && verdict != null && (verdict.outcome() == LineVerdict.Outcome.NEW || verdict.outcome() == LineVerdict.Outcome.CHANGED);
        return new Runs.Judged(entry.line(), key, outcome, entry.findings(), done);
    }

    private void refuseDuplicates(ImportRun run, List<Entry> entries, Map<Integer, String> keys) {
        Map<String, Integer> first = keys.isEmpty() ? new HashMap<>() : runs.firstLines(run.id(), keys.values().stream().collect(Collectors.toSet()),
                entries.get(0).line());
        for (Entry entry : entries) {
            String key = keys.get(entry.line());
            if (key != null) {
                Integer earlier = first.putIfAbsent(key, entry.line());
                if (earlier != null) {
                    entry.bad(null, "与第 " + earlier + " 行重复", "同一份文件里只留一行");
                }
            }
        }
    }

    private static String hash(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
