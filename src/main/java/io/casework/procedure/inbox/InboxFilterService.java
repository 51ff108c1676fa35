package io.casework.procedure.inbox;

import java.util.Collections;
import java.util.List;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.FilterServiceImpl;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterListCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterListPageCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.query.Query;

/**
 * Lets the order that a person chooses in Tasklist come before the order of the filter. The engine puts the filter's order first,
 * where a filter that has one makes the choice go without effect.
 */
class InboxFilterService extends FilterServiceImpl {

    @Override
    @SuppressWarnings("unchecked")
    public <T, Q extends Query<?, T>> List<T> list(String filterId, Q extendingQuery) {
        return (List<T>) commandExecutor.execute(new InChosenOrder(filterId, extendingQuery));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T, Q extends Query<?, T>> List<T> listPage(String filterId, Q extendingQuery, int firstResult, int maxResults) {
        return (List<T>) commandExecutor.execute(new PageInChosenOrder(filterId, extendingQuery, firstResult, maxResults));
    }

    private static Filter inChosenOrder(Filter filter, Query<?, ?> extendingQuery) {
        if (extendingQuery instanceof AbstractQuery<?, ?> chosen && !chosen.getOrderingProperties().isEmpty()) {
            List<QueryOrderingProperty> merged = ((AbstractQuery<?, ?>) filter.getQuery()).getOrderingProperties();
            Collections.rotate(merged, chosen.getOrderingProperties().size());
        }
        return filter;
    }

    private static final class InChosenOrder extends ExecuteFilterListCmd {

        InChosenOrder(String filterId, Query<?, ?> extendingQuery) {
            super(filterId, extendingQuery);
        }

        @Override
        protected Filter getFilter(CommandContext context) {
            return inChosenOrder(super.getFilter(context), extendingQuery);
        }
    }

    private static final class PageInChosenOrder extends ExecuteFilterListPageCmd {

        PageInChosenOrder(String filterId, Query<?, ?> extendingQuery, int firstResult, int maxResults) {
            super(filterId, extendingQuery, firstResult, maxResults);
        }

        @Override
        protected Filter getFilter(CommandContext context) {
            return inChosenOrder(super.getFilter(context), extendingQuery);
        }
    }
}
