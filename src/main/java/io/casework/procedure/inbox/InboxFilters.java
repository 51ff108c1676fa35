package io.casework.procedure.inbox;

import io.casework.organisation.StaffingChanged;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the lists of the {@link FilterCatalogue} into Tasklist, at each start and when sites change. What an administrator made,
 * changed or deleted there is left as it is; two nodes take turns.
 */
@Component
class InboxFilters implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(InboxFilters.class);

    /** What was written at the last time. */
    private record Written(String code, String filterId, String definition, String content) {
    }

    private final FilterCatalogue catalogue;
    private final FilterService filters;
    private final AuthorizationService authorizations;
    private final IdentityService identity;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    InboxFilters(FilterCatalogue catalogue, FilterService filters, AuthorizationService authorizations, IdentityService identity,
            JdbcClient jdbc, TransactionTemplate transaction) {
        this.catalogue = catalogue;
        this.filters = filters;
        this.authorizations = authorizations;
        this.identity = identity;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void afterSingletonsInstantiated() {
        bring(catalogue.all());
    }

    /** Sites come and go in the same transaction. */
    @EventListener
    void on(StaffingChanged change) {
        bring(catalogue.all());
    }

    /** Makes the filters be what is wanted; writes nothing where they are already. */
    void bring(List<ReadyFilter> wanted) {
        Authentication current = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            transaction.executeWithoutResult(status -> {
                if (isAsWanted(wanted, written())) {
                    return;
                }
                jdbc.sql("select pg_advisory_xact_lock(hashtext('casework.inbox_filter'))").query().listOfRows();
                adjust(wanted, written());
            });
        } finally {
            if (current != null) {
                identity.setAuthentication(current);
            }
        }
    }

    private static boolean isAsWanted(List<ReadyFilter> wanted, Map<String, Written> written) {
        return wanted.size() == written.size() && wanted.stream().allMatch(filter ->
                written.containsKey(filter.code()) && written.get(filter.code()).definition().equals(definition(filter)));
    }

    private void adjust(List<ReadyFilter> wanted, Map<String, Written> written) {
        for (ReadyFilter filter : wanted) {
            Written before = written.remove(filter.code());
            if (before == null) {
                create(filter);
            } else if (!before.definition().equals(definition(filter))) {
                change(filter, before);
            }
        }
        written.values().forEach(this::retire);
    }

    private void create(ReadyFilter wanted) {
        Filter filter = filters.newTaskFilter();
        write(wanted, filter);
        if (wanted.forEverybody()) {
            Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
            everybody.setResource(Resources.FILTER);
            everybody.setResourceId(filter.getId());
            everybody.addPermission(Permissions.READ);
            authorizations.saveAuthorization(everybody);
        }
        jdbc.sql("insert into inbox_filter (code, filter_id, definition, content) values (:code, :filter, :definition, :content)")
                .param("code", wanted.code()).param("filter", filter.getId())
                .param("definition", definition(wanted)).param("content", content(filter.getId()).orElseThrow())
                .update();
    }

    private void change(ReadyFilter wanted, Written before) {
        String content = before.content();
        if (isUntouched(before)) {
            write(wanted, filters.getFilter(before.filterId()));
            content = content(before.filterId()).orElseThrow();
        } else {
            log.info("筛选器“{}”在新版本中有改动，但管理员改过或删除了它，保持管理员的样子", wanted.name());
        }
        jdbc.sql("update inbox_filter set definition = :definition, content = :content where code = :code")
                .param("definition", definition(wanted)).param("content", content).param("code", before.code())
                .update();
    }

    /** What the software no longer brings goes; where an administrator changed it, it is his from now on. */
    private void retire(Written before) {
        if (isUntouched(before)) {
            filters.deleteFilter(before.filterId());
        }
        jdbc.sql("delete from inbox_filter where code = :code").param("code", before.code()).update();
    }

    private void write(ReadyFilter wanted, Filter filter) {
        filter.setName(wanted.name()).setQuery(wanted.query()).setProperties(wanted.properties());
        filters.saveFilter(filter);
    }

    private boolean isUntouched(Written before) {
        return content(before.filterId()).filter(before.content()::equals).isPresent();
    }

    private Map<String, Written> written() {
        return jdbc.sql("select code, filter_id, definition, content from inbox_filter")
                .query((row, n) -> new Written(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list().stream()
                .collect(Collectors.toMap(Written::code, row -> row, (one, other) -> one, LinkedHashMap::new));
    }

    /** Digest of the filter as the engine has it; empty where it is gone. */
    private Optional<String> content(String filterId) {
        return jdbc.sql("select name_, query_, properties_ from act_ru_filter where id_ = :id")
                .param("id", filterId)
                .query((row, n) -> digest(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }

    private static String definition(ReadyFilter wanted) {
        FilterEntity entity = new FilterEntity(EntityTypes.TASK);
        entity.setQuery(wanted.query()).setProperties(wanted.properties());
        return digest(wanted.name(), entity.getQueryInternal(), entity.getPropertiesInternal(), String.valueOf(wanted.forEverybody()));
    }

    private static String digest(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
