package io.casework.workspace;

import io.casework.platform.ChineseTime;
import java.time.Instant;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/** Gives every page {@code #times}, so that a page writes moments as China's clocks show them, whatever the zone of the server. */
@Component
class PageTimes extends AbstractDialect implements IExpressionObjectDialect {

    private static final String NAME = "times";

    PageTimes() {
        super("Casework");
    }

    /** What pages can ask for; nothing is written where there is no moment. */
    public static final class Times {

        private Times() {
        }

        /** 2026-11-22 09:30. */
        public String minute(Instant at) {
            return ChineseTime.minute(at);
        }

        /** A limit: 2026-11-22 17:30, and 2026-11-22 24:00 for what ends with the day. */
        public String deadline(Instant at) {
            return ChineseTime.deadline(at);
        }

        /** 11-22 09:30, where the year goes without saying. */
        public String minuteOfYear(Instant at) {
            return ChineseTime.minuteOfYear(at);
        }

        /** 2026-11-22. */
        public String day(Instant at) {
            return ChineseTime.day(at);
        }
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return new IExpressionObjectFactory() {

            @Override
            public Set<String> getAllExpressionObjectNames() {
                return Set.of(NAME);
            }

            @Override
            public Object buildObject(IExpressionContext context, String expressionObjectName) {
                return new Times();
            }

            @Override
            public boolean isCacheable(String expressionObjectName) {
                return true;
            }
        };
    }
}
