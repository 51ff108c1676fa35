package io.casework.report;

import io.casework.casefile.Actor;
import io.casework.platform.RuleViolation;
import io.casework.report.imports.Kinds;
import io.casework.report.imports.Reception;
import io.casework.report.imports.Runs;
import io.casework.report.imports.Sheets;
import io.casework.report.imports.Steps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Brings old registers, customers and units in from Excel and CSV files. A file is read and checked first; nothing is imported before a person says yes.
 * The same file twice changes nothing. Which sites the caller may import for is for the caller to check.
 */
@Service
public class Imports {

    /** Most lines of one file. */
    public static final int MOST_LINES = Reception.MOST_LINES;

    private final Reception reception;
    private final Steps steps;
    private final Runs runs;
    private final Kinds kinds;
    private final Sheets sheets;

    Imports(Reception reception, Steps steps, Runs runs, Kinds kinds, Sheets sheets) {
        this.reception = reception;
        this.steps = steps;
        this.runs = runs;
        this.kinds = kinds;
        this.sheets = sheets;
    }

    /** What a list of findings is about. */
    public enum About {
        /** Lines that cannot be imported. */
        BAD,
        /** Lines of the old register that have to be registered anew. */
        AGAIN,
        /** Hints about lines that can be imported. */
        HINT
    }

    /**
     * A column of a file, for saying what it is.
     *
     * @param samples what stands in the first lines
     */
    public record Column(int index, String header, List<String> samples) {
    }

    /**
     * Reads a file and puts its lines aside; if it has all columns that are needed, checking begins.
     *
     * @param defaultMatter code of the kind that lines of the old register get when they do not say one
     * @param fileName the name that the person's file has
     * @return number of the import
     * @throws RuleViolation on {@code file} when the file cannot be used; says why and what to do
     */
    public long receive(ImportKind kind, String site, boolean allOrNothing, String defaultMatter, String fileName, Path file, Actor by) {
        long run = reception.receive(new Reception.Order(kind, site, allOrNothing, defaultMatter, fileName), file, by);
        steps.beginIfComplete(run);
        return run;
    }

    /** The import of this number. */
    public Optional<ImportRun> run(long id) {
        return runs.find(id);
    }

    /** The newest imports of sites. */
    public List<ImportRun> newest(Collection<String> sites, int most) {
        return runs.newest(sites, most);
    }

    /** The last import of exactly this file that was carried out before. */
    public Optional<ImportRun> sameFile(ImportRun run) {
        return runs.sameFile(run);
    }

    /** The columns that a kind of import knows. */
    public List<ImportField> fields(ImportKind kind) {
        return kinds.fields(kind);
    }

    /** Required columns that the file of an import lacks. */
    public List<ImportField> missing(ImportRun run) {
        return fields(run.kind()).stream().filter(field -> field.required() && !run.columns().containsKey(field.code())).toList();
    }

    /** The columns of the file. */
    public List<Column> columns(ImportRun run) {
        return steps.columns(run);
    }

    /**
     * A person says which column is what; checking begins anew.
     *
     * @param columns field code to index of the column; what is left out has no column
     * @throws RuleViolation by field when a required column is missing or a column is used twice; when lines have been imported already
     */
    public void map(long id, Map<String, Integer> columns) {
        steps.map(id, columns);
    }

    /** Checks once more what is on record now, with the same columns. */
    public void checkAgain(long id) {
        steps.checkAgain(id);
    }

    /**
     * A person says yes: the good lines are imported.
     *
     * @throws RuleViolation when there is nothing to import, or not all lines are good and all or nothing was asked for
     */
    public void confirm(long id, Actor by) {
        steps.confirm(id, by);
    }

    /** Gives an import up before anything was imported; its lines are forgotten. */
    public void abandon(long id) {
        steps.abandon(id);
    }

    /** Goes on after something went wrong. */
    public void proceed(long id) {
        steps.proceed(id);
    }

    /** Findings about lines after a line, at most {@code most} lines. */
    public List<ImportFinding> findings(ImportRun run, About about, int after, int most) {
        Map<String, String> labels = fields(run.kind()).stream().collect(Collectors.toMap(ImportField::code, ImportField::label));
        return runs.findings(run, labels, about.name(), after, most);
    }

    /** Writes the template of a kind. */
    public void template(ImportKind kind, OutputStream out) throws IOException {
        sheets.template(kind, out);
    }

    /** Writes the lines that are not imported, with reasons, as a workbook. */
    public void leftOver(ImportRun run, OutputStream out) throws IOException {
        sheets.leftOver(run, out);
    }
}
