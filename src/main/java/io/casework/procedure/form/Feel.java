package io.casework.procedure.form;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;

/**
 * The expression language of the forms. Compared with the browser's interpreter, conditions come out the same, null included; an
 * expression that cannot be computed yields null there and here.
 */
final class Feel {

    private static final int MAX_LENGTH = 4_000;
    private static final Pattern TEXT_LITERAL = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"");
    private static final Pattern NAME = Pattern.compile("(?<![.\\p{L}\\p{N}_$])[\\p{L}_$][\\p{L}\\p{N}_$]*+(?!\\s*\\()");
    private static final FeelEngineApi PARSER = FeelEngineBuilder.forJava().build();

    private final FeelEngineApi engine;

    Feel(Clock clock) {
        this.engine = FeelEngineBuilder.forJava().withClock(() -> ZonedDateTime.now(clock)).build();
    }

    /** An expression, read once. */
    record Expression(String source, ParsedExpression parsed) {

        /** The names that the expression may look up; words of the language among them do no harm. */
        Set<String> names() {
            Set<String> names = new HashSet<>();
            Matcher matcher = NAME.matcher(TEXT_LITERAL.matcher(source).replaceAll(" "));
            while (matcher.find()) {
                names.add(matcher.group());
            }
            return names;
        }
    }

    static boolean isExpression(Object value) {
        return value instanceof String text && text.startsWith("=");
    }

    /**
     * Reads an expression that starts with the equals sign of the forms.
     *
     * @throws IllegalArgumentException with the place where it cannot be read
     */
    static Expression parse(String text) {
        String source = text.substring(1).strip();
        if (source.isEmpty()) {
            throw new IllegalArgumentException("表达式为空");
        }
        if (source.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("表达式超过 " + MAX_LENGTH + " 个字符");
        }
        ParseResult result;
        try {
            result = PARSER.parseExpression(source);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalArgumentException("表达式无法解析：" + source);
        }
        if (!result.isSuccess()) {
            throw new IllegalArgumentException("表达式无法解析：" + result.failure().message());
        }
        return new Expression(source, result.parsedExpression());
    }

    /** The value of the expression, or null if it has none or cannot be computed with this data. */
    Object evaluate(Expression expression, Map<String, Object> data) {
        try {
            EvaluationResult result = engine.evaluate(expression.parsed(), data);
            return result.isSuccess() ? result.result() : null;
        } catch (RuntimeException | StackOverflowError e) {
            // The browser treats an expression that fails as one without a value.
            return null;
        }
    }

    /** Whether the condition holds; a condition without a result does not. */
    boolean holds(Expression condition, Map<String, Object> data) {
        return condition != null && Boolean.TRUE.equals(evaluate(condition, data));
    }
}
