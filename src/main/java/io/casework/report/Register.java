package io.casework.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A register (登记表): one of the company's records as a list. It is declared, not programmed: where its rows lie, which column holds the site, which the
 * time it is listed by, when a row is still open, and its columns.
 */
public final class Register {

    private final String key;
    private final String title;
    private final String group;
    private String purpose = "";
    private String origin = "案件办到这一步时自动登记，不用另填。";
    private List<String> records = List.of();
    private List<String> rules = List.of();
    private String from;
    private String where = "true";
    private String site;
    private String id;
    private String open;
    private String openLabel;
    private String doneLabel;
    private String caseAlias;
    private String recordKind;
    private Set<String> readers = Set.of();
    private RegisterColumn time;
    private String usualPeriod = "90";
    private final List<RegisterColumn> columns = new ArrayList<>();

    private Register(String key, String title, String group) {
        this.key = key;
        this.title = title;
        this.group = group;
    }

    static Register named(String key, String title, String group) {
        return new Register(key, title, group);
    }

    /** What it is for, one sentence. */
    Register purpose(String sentence) {
        purpose = sentence;
        return this;
    }

    /** Where its rows come from, for who finds none, one sentence; without it procedures make them. */
    Register origin(String sentence) {
        origin = sentence;
        return this;
    }

    /** Ids of the catalogue's records, REC-001 and so on. */
    Register records(String... ids) {
        records = List.of(ids);
        return this;
    }

    /** Ids of the catalogue's rules that ask for it. */
    Register rules(String... ids) {
        rules = List.of(ids);
        return this;
    }

    /**
     * Where the rows lie.
     *
     * @param from what stands behind {@code from}
     * @param site column with the site's code
     * @param id a number or a text that only one row has
     */
    Register from(String from, String site, String id) {
        this.from = from;
        this.site = site;
        this.id = id;
        return this;
    }

    /** Which of the rows belong to the register. */
    Register where(String condition) {
        where = condition;
        return this;
    }

    /** Alias of {@code case_file} among the rows: the register can then be searched like the cases. */
    Register ofCases(String alias) {
        caseAlias = alias;
        return this;
    }

    /** When a row is still open. */
    Register open(String condition) {
        return open(condition, "未办结", "已办结");
    }

    /** When a row still counts, and what rows that do and that do not are called. */
    Register open(String condition, String openLabel, String doneLabel) {
        this.open = condition;
        this.openLabel = openLabel;
        this.doneLabel = doneLabel;
        return this;
    }

    /** The column by which it is listed, newest first, and narrowed to a period; it must be indexed, and no row in the period is without it. */
    Register listedBy(RegisterColumn column) {
        time = column.sorted().always();
        return this;
    }

    /** It is listed from the beginning unless a period is asked for; otherwise the last months are. */
    Register wholly() {
        usualPeriod = "all";
        return this;
    }

    /** Its rows are entries of the record book of this kind: people write them by hand. */
    Register keptAs(String kind) {
        recordKind = kind;
        return this;
    }

    /** Only these posts read it, of those that read registers. */
    Register seenBy(Set<String> posts) {
        readers = Set.copyOf(posts);
        return this;
    }

    Register columns(RegisterColumn... more) {
        columns.addAll(List.of(more));
        return this;
    }

    /** Name in addresses. */
    public String key() {
        return key;
    }

    /** Chinese name of the record. */
    public String title() {
        return title;
    }

    /** Under which heading it is listed. */
    public String group() {
        return group;
    }

    public String purpose() {
        return purpose;
    }

    /** Where its rows come from, for who finds none. */
    public String origin() {
        return origin;
    }

    /** REC ids. */
    public List<String> records() {
        return records;
    }

    /** Rule ids, those of the columns included. */
    public List<String> rules() {
        List<String> all = new ArrayList<>(rules);
        columns().forEach(column -> column.rules().stream().filter(rule -> !all.contains(rule)).forEach(all::add));
        return all;
    }

    /** Its columns; the one by which it is listed comes second. */
    public List<RegisterColumn> columns() {
        List<RegisterColumn> all = new ArrayList<>(columns);
        all.add(1, time);
        return all;
    }

    /** The period that is listed unless another is asked for, see {@link RegisterQuery#PERIODS}. */
    public String usualPeriod() {
        return usualPeriod;
    }

    /** The column by which it is listed. */
    public RegisterColumn time() {
        return time;
    }

    /** Whether rows are open or done. */
    public boolean hasOpen() {
        return open != null;
    }

    /** What open rows are called. */
    public String openLabel() {
        return openLabel;
    }

    /** What rows are called that are no longer open. */
    public String doneLabel() {
        return doneLabel;
    }

    /** Whether it can be searched by number, phone, customer, unit and matter of the case. */
    public boolean isOfCases() {
        return caseAlias != null;
    }

    /** Code of the kind in the record book whose entries it lists; {@code null} where procedures make the rows. */
    public String recordKind() {
        return recordKind;
    }

    /** Codes of the posts that read it; empty for all that read registers. */
    public Set<String> readers() {
        return readers;
    }

    Optional<RegisterColumn> column(String key) {
        return columns().stream().filter(column -> column.key().equals(key)).findFirst();
    }

    /** Where the rows lie and which of them belong to it, so that {@code and} can follow. */
    String rows() {
        return from + " where " + where;
    }

    String site() {
        return site;
    }

    String id() {
        return id;
    }

    String openCondition() {
        return open;
    }

    String caseAlias() {
        return caseAlias;
    }
}
