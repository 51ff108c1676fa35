package io.casework.procedure.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestStaff;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@CaseworkTest
class OneNoncePerPageTest {

    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern IN_PAGE = Pattern.compile("<script[^>]* nonce=\"([^\"]*)\"");

    @LocalServerPort int port;

    @Test
    void aPageThatGotTheNonceOfAnotherRequestGetsItsOwn() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new OneNoncePerPage().doFilter(new MockHttpServletRequest("GET", "/camunda/app/tasklist/default/"), response, (request, answer) -> {
            ((jakarta.servlet.http.HttpServletResponse) answer).setHeader("Content-Security-Policy", "script-src 'nonce-mine_1-' 'strict-dynamic'");
            answer.getOutputStream().write("<p>任务</p><script nonce=\"theirs\"></script>".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(response.getContentAsByteArray())
                .isEqualTo("<p>任务</p><script nonce=\"mine_1-\"></script>".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whenManyOpenPagesAtOnceEachPageCarriesTheNonceOfItsHeader() throws Exception {
        List<Future<?>> people = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int person = 0; person < 6; person++) {
                Door.Browser browser = new Door(port).browser(TestStaff.login("clerk", TestStaff.EAST));
                people.add(threads.submit(() -> {
                    for (int time = 0; time < 40; time++) {
                        Door.Answer page = browser.get("/camunda/app/tasklist/default/");
                        assertThat(page.status()).isEqualTo(200);
                        Matcher header = IN_HEADER.matcher(page.header("Content-Security-Policy"));
                        assertThat(header.find()).isTrue();
                        List<String> inPage = IN_PAGE.matcher(page.body()).results().map(found -> found.group(1)).distinct().toList();
                        assertThat(inPage).containsExactly(header.group(1));
                    }
                }));
            }
            for (Future<?> one : people) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
