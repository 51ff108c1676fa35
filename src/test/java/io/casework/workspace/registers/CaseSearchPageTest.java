package io.casework.workspace.registers;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.ProbeCases;
import io.casework.testkit.TestStaff;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The page on which everybody looks for cases, over HTTP. */
@CaseworkTest
class CaseSearchPageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);

    @LocalServerPort int port;
    @Autowired CaseFiles cases;
    @Autowired TransactionTemplate transaction;
    private Door door;
    private String number;

    @BeforeEach
    void aCase() {
        door = new Door(port);
        number = transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, TestStaff.EAST, "CALL", null, "<i>端木</i>", ProbeCases.phone(), null,
                "66栋606", "热水器<b>异响</b>", "", "URGENT"), Actor.SYSTEM).number());
    }

    private static String search(String text) {
        return "/pages/cases?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void aClerkFindsACaseOfTheOwnSiteAndWhatWasEnteredIsPlainText() {
        String page = door.browser(CLERK).get(search("端木")).body();
        assertThat(page).contains("/pages/cases/" + number, "热水器&lt;b&gt;异响&lt;/b&gt;", "紧急", "处理中", "66栋606").doesNotContain("<i>端木", "<b>异响");
        assertThat(page).doesNotContain("id=\"site\"");
    }

    @Test
    void anotherSiteSeesNothingAndHeadquartersSeeAllSites() {
        assertThat(door.browser(TestStaff.login("clerk", TestStaff.WEST)).get(search(number)).body()).doesNotContain("/pages/cases/" + number)
                .contains("没有符合条件的案件");
        assertThat(door.browser(TestStaff.login("clerk", TestStaff.WEST)).get(search(number) + "&site=" + TestStaff.EAST).body())
                .doesNotContain("/pages/cases/" + number);
        assertThat(door.browser("service-manager").get(search(number)).body()).contains("/pages/cases/" + number, "id=\"site\"", "东苑", "西苑");
    }

    @Test
    void whatIsTypedComesBackAsTypedAndNonsenseInTheAddressIsNoError() {
        Door.Browser browser = door.browser(CLERK);
        assertThat(browser.get(search("\"><script>alert(1)</script>")).body()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script>alert");
        Door.Answer odd = browser.get("/pages/cases?from=gestern&until=2026-13-40&page=-7&sort=opened_at;drop&state=NONE&late=maybe");
        assertThat(odd.status()).isEqualTo(200);
        assertThat(odd.body()).contains("没有符合条件的案件");
        assertThat(browser.get("/pages/cases?page=99999999999").status()).isEqualTo(200);
        assertThat(door.anonymous().get("/pages/cases").status()).isEqualTo(302);
    }
}
