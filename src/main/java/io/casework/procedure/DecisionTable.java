package io.casework.procedure;

import java.util.List;

/**
 * A decision as a table that people read and edit.
 *
 * @param key id of the decision
 * @param description what the table is for, in Chinese; empty where nobody wrote it
 * @param hitPolicy UNIQUE, FIRST, ANY, COLLECT or RULE ORDER
 * @param isTable false for a decision that is no table: it has no columns and rows
 */
public record DecisionTable(String key, String name, String description, String hitPolicy, boolean isTable, List<Column> inputs, List<Column> outputs,
        List<Row> rows) {

    /**
     * A column.
     *
     * @param label what people call it, such as 累计费用（元）
     * @param name of an input the expression that is asked, such as {@code costConsidered}; of an output the name under which the answer goes on
     * @param type type of the values: string, boolean, integer, long, double, number or date; empty where none is given
     */
    public record Column(String label, String name, String type) {

        /** Whether the values are numbers. */
        public boolean isNumber() {
            return List.of("integer", "long", "double", "number").contains(type);
        }

        /** Whether the values are yes and no. */
        public boolean isYesNo() {
            return type.equals("boolean");
        }
    }

    /**
     * A rule of the table.
     *
     * @param id id of the rule, the same in all versions; empty for a new one
     * @param note what the rule says and which clause it carries out
     * @param inputs conditions as FEEL unary tests; empty or {@code -} for any value
     * @param outputs answers as FEEL expressions
     */
    public record Row(String id, String note, List<String> inputs, List<String> outputs) {
    }
}
