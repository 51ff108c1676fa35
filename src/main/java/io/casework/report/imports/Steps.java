package io.casework.report.imports;

import io.casework.casefile.Actor;
import io.casework.platform.RuleViolation;
import io.casework.report.ImportRun;
import io.casework.report.ImportState;
import io.casework.report.Imports;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person does with an import, step by step; a step that does not fit where it stands is refused. */
@Component
@Transactional
public class Steps {

    private static final int SAMPLES = 3;
    private static final int LONGEST_SAMPLE = 30;

    private final Runs runs;
    private final Kinds kinds;
    private final ImportQueue queue;
    private final Clock clock;

    Steps(Runs runs, Kinds kinds, ImportQueue queue, Clock clock) {
        this.runs = runs;
        this.kinds = kinds;
        this.queue = queue;
        this.clock = clock;
    }

    /** Begins to check a file whose required columns were all found. */
    public void beginIfComplete(long id) {
        ImportRun run = locked(id);
        boolean complete = kinds.of(run.kind()).fields().stream().filter(Field::required).allMatch(field -> run.columns().containsKey(field.code()));
        if (complete) {
            begin(run, run.columns());
        }
    }

    /** Columns by the person's word. */
    public void map(long id, Map<String, Integer> columns) {
        ImportRun run = locked(id);
        if (run.state() != ImportState.MAPPING && run.state() != ImportState.CHECKED) {
            throw new RuleViolation("这次导入" + run.state().label() + "，不能再更改列的对应");
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        Map<String, Integer> chosen = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Field field : kinds.of(run.kind()).fields()) {
            Integer column = columns.get(field.code());
            if (column == null) {
                if (field.required()) {
                    wrong.put(field.code(), "请指定哪一列是“" + field.label() + "”");
                }
            } else if (column < 0 || column >= run.headers().size()) {
                wrong.put(field.code(), "文件里没有这一列");
            } else if (!taken.add(column)) {
                wrong.put(field.code(), "“" + run.headers().get(column) + "”已对应别的栏目");
            } else {
                chosen.put(field.code(), column);
            }
        }
        if (!wrong.isEmpty()) {
            throw new RuleViolation(wrong);
        }
        begin(run, chosen);
    }

    /** The same columns, the records as they are now. */
    public void checkAgain(long id) {
        ImportRun run = locked(id);
        if (run.state() != ImportState.CHECKED) {
            throw new RuleViolation("这次导入" + run.state().label() + "，不能重新检查");
        }
        begin(run, run.columns());
    }

    private void begin(ImportRun run, Map<String, Integer> columns) {
        runs.begin(run.id(), columns);
        queue.add(run.id());
    }

    /** The yes. */
    public void confirm(long id, Actor by) {
        ImportRun run = locked(id);
        if (run.state() != ImportState.CHECKED) {
            throw new RuleViolation("这次导入" + run.state().label() + "，不能确认");
        }
        if (run.good() == 0) {
            throw new RuleViolation("没有可以导入的行");
        }
        if (run.allOrNothing() && run.bad() > 0) {
            throw new RuleViolation("您选了“全部成功才导入”，还有 " + run.bad() + " 行有问题。请改好文件重新上传，或者放弃后改选“只导入没有问题的行”");
        }
        runs.confirmed(id, clock.instant(), by);
        queue.add(id);
    }

    /** The no. */
    public void abandon(long id) {
        ImportRun run = locked(id);
        if (run.state() == ImportState.IMPORTING || run.finishedAt() != null) {
            throw new RuleViolation("这次导入" + run.state().label() + "，不能放弃");
        }
        runs.forget(id, true);
        runs.ended(id, ImportState.ABANDONED, clock.instant());
    }

    /** On after a failure. */
    public void proceed(long id) {
        ImportRun run = locked(id);
        if (!run.state().isBusy() || run.failure() == null) {
            throw new RuleViolation("这次导入没有中断，不需要继续");
        }
        runs.failed(id, null);
        queue.add(id);
    }

    /** The columns of the file with the first things that stand in them. */
    @Transactional(readOnly = true)
    public List<Imports.Column> columns(ImportRun run) {
        List<Runs.Line> lines = runs.unchecked(run.id(), 0, SAMPLES);
        List<Imports.Column> columns = new ArrayList<>();
        for (int i = 0; i < run.headers().size(); i++) {
            int index = i;
            List<String> samples = lines.stream().filter(line -> index < line.cells().size()).map(line -> line.cells().get(index).text().strip())
                    .filter(text -> !text.isEmpty()).map(text -> text.length() > LONGEST_SAMPLE ? text.substring(0, LONGEST_SAMPLE) + "…" : text).toList();
            if (!run.headers().get(i).isEmpty() || !samples.isEmpty()) {
                columns.add(new Imports.Column(i, run.headers().get(i).isEmpty() ? "第 " + (i + 1) + " 列" : run.headers().get(i), samples));
            }
        }
        return columns;
    }

    private ImportRun locked(long id) {
        return runs.lock(id).orElseThrow(() -> new RuleViolation("没有编号为 " + id + " 的导入"));
    }
}
