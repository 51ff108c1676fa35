package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The links from page to page below a list. */
@CaseworkTest
class PagerTest {

    @Autowired ITemplateEngine templates;

    private String pager(int page, int pages) {
        return templates.process("pages/pager", Set.of("pager"),
                new Context(Locale.SIMPLIFIED_CHINESE, Map.of("page", page, "pages", pages, "before", "/before", "after", "/after")));
    }

    @Test
    void aPageInTheMiddleLeadsBothWays() {
        assertThat(pager(1, 3)).contains("href=\"/before\"", "第 2 页，共 3 页", "href=\"/after\"");
    }

    @Test
    void theFirstPageLeadsOnAndTheLastLeadsBack() {
        assertThat(pager(0, 3)).contains("第 1 页，共 3 页", "href=\"/after\"").doesNotContain("/before");
        assertThat(pager(2, 3)).contains("href=\"/before\"", "第 3 页，共 3 页").doesNotContain("/after");
    }

    @Test
    void aSinglePageHasNoLinks() {
        assertThat(pager(0, 1)).doesNotContain("<nav");
    }
}
