package io.casework.procedure.inbox;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Indexes of ours on tables of the engine, without which the inbox grows slow with the number of open tasks. The engine makes
 * its tables after Liquibase has made ours, so they cannot be a changeset; they are looked for at each start and made where they are
 * missing, by one node at a time. They change nothing that the engine reads or writes and may be dropped at any time.
 */
@Component
class InboxIndexes implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(InboxIndexes.class);

    private record Index(String name, String definition) {
    }

    private static final List<Index> INDEXES = List.of(
            // The open tasks of a post at a site, read from the index alone.
            new Index("casework_idx_link_inbox", "act_ru_identitylink (group_id_, tenant_id_, task_id_)"
                    + " where type_ = 'candidate' and task_id_ is not null"),
            // The order in which lists show tasks: a page of a post with very many tasks is read in this order and stops when full.
            new Index("casework_idx_task_due", "act_ru_task (due_date_, id_)"),
            // What the cards show, looked for by how it begins. The case file bounds these texts, so that no entry grows too long for an index.
            new Index("casework_idx_var_shown", "act_ru_variable (name_, text_ varchar_pattern_ops)"
                    + " where name_ in ('customerName', 'unitName', 'matter') and task_id_ is null"));

    /** Tables whose rows come and go: plans and index-only reads live on fresh statistics and visibility maps. */
    private static final List<String> BUSY = List.of("act_ru_task", "act_ru_identitylink");
    private static final String CARE = "autovacuum_vacuum_scale_factor=0.05";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    InboxIndexes(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        ensure();
    }

    void ensure() {
        if (missing().isEmpty() && uncared().isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('casework.inbox_indexes'))").query().listOfRows();
            for (Index index : missing()) {
                log.info("为任务列表建立索引 {}", index.name());
                jdbc.sql("create index " + index.name() + " on " + index.definition()).update();
            }
            for (String table : uncared()) {
                jdbc.sql("alter table " + table + " set (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05)").update();
            }
        });
    }

    private List<Index> missing() {
        List<String> there = jdbc.sql("select indexname from pg_indexes where schemaname = current_schema() and indexname like 'casework_idx_%'")
                .query(String.class).list();
        return INDEXES.stream().filter(index -> !there.contains(index.name())).toList();
    }

    private List<String> uncared() {
        List<String> cared = jdbc.sql("select relname from pg_class where oid = to_regclass(relname) and :care = any(reloptions)")
                .param("care", CARE).query(String.class).list();
        return BUSY.stream().filter(table -> !cared.contains(table)).toList();
    }
}
