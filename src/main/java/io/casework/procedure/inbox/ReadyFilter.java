package io.casework.procedure.inbox;

import java.util.Map;
import org.camunda.bpm.engine.task.TaskQuery;

/**
 * A list that comes with the software.
 *
 * @param code stays the same over all releases
 * @param name what Tasklist shows, in Chinese
 * @param forEverybody whether all posts find it in their Tasklist; otherwise only those who may read all filters, which are the
 *     posts of headquarters
 * @param properties what Tasklist reads: order among the filters, variables to show, refreshing
 */
record ReadyFilter(String code, String name, boolean forEverybody, TaskQuery query, Map<String, Object> properties) {
}
