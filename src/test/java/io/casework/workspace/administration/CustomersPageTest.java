package io.casework.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.casework.casefile.CaseFiles;
import io.casework.customer.CustomerRegister;
import io.casework.customer.Customers;
import io.casework.customer.Household;
import io.casework.customer.Relation;
import io.casework.platform.AdminArea;
import io.casework.platform.AdminChange;
import io.casework.platform.AdminChanges;
import io.casework.testkit.Accessibility;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.OneBrowser;
import io.casework.testkit.TestHomes;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people at the desk keep the customers themselves: names, telephone numbers, who wants no messages, who has moved in and out. */
@CaseworkTest
class CustomersPageTest {

    @RegisterExtension static final OneBrowser BROWSER = new OneBrowser();

    private static final String EAST_CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);

    @LocalServerPort int port;
    @Autowired CustomerRegister register;
    @Autowired Customers customers;
    @Autowired CaseFiles cases;
    @Autowired AdminChanges changes;
    @Autowired TestHomes homes;
    @Autowired TurnableClock clock;
    @Autowired Walk walk;
    @Autowired JdbcClient jdbc;

    private String mark;
    private String phone;
    private long unit;
    private Clerk clerk;

    @BeforeEach
    void signIn() {
        clock.reset();
        mark = Long.toString(System.nanoTime() % 1_000_000_000L);
        phone = "154" + "%08d".formatted(System.nanoTime() % 100_000_000L);
        unit = newUnit(TestStaff.EAST);
        clerk = new Clerk(port, EAST_CLERK);
    }

    private long newUnit(String site) {
        return register.addUnit(register.addBuilding(site, "K" + mark + "栋"), "K" + mark + "栋1单元101", null, LocalDate.of(2020, 5, 1), true);
    }

    private long resident(String name, long... units) {
        long customer = register.addCustomer(name, List.of(phone), "");
        for (long each : units) {
            register.addHousehold(customer, each, Relation.OWNER, LocalDate.of(2020, 5, 1));
        }
        return customer;
    }

    private static String page(long customer) {
        return "/pages/customers/" + customer;
    }

    private AdminChange newest(String key) {
        return changes.page(AdminChanges.Filter.of(AdminArea.CUSTOMERS, key), null, 1).get(0);
    }

    @Test
    void aNumberThatIsWrongIsRefusedAtItsFieldAndTheRightOneIsOnRecordWithWhoChangedIt() {
        long customer = resident("苏改号" + mark, unit);
        String page = page(customer);
        clerk.opens(page);
        assertThat(clerk.isRefused(page, Map.of("name", "苏改号" + mark, "phones", "1380013", "idRemark", "新备注")))
                .contains("“1380013”不是完整的电话号码", ">新备注</textarea>");
        assertThat(clerk.isRefused(page, Map.of("name", "苏改号" + mark, "phones", phone, "idRemark", "11010119900307123X"))).contains("系统不保存证件号码全文");
        assertThat(customers.customer(customer).orElseThrow().phones()).containsExactly(phone);

        clerk.opens(page);
        clerk.sends(page, Map.of("name", "苏改好" + mark, "phones", "138-0013-8000\r\n0571－88888888", "idRemark", ""));
        assertThat(customers.customer(customer).orElseThrow().phones()).containsExactly("13800138000", "057188888888");
        assertThat(clerk.opens(page)).contains("苏改好" + mark, "修改客户资料");
        AdminChange change = newest("customer:" + customer);
        assertThat(change.by()).isEqualTo(EAST_CLERK);
        assertThat(change.before()).isEqualTo("姓名：苏改号" + mark + "\n电话：" + phone);
        assertThat(change.after()).isEqualTo("姓名：苏改好" + mark + "\n电话：13800138000、057188888888");
        assertThat(customers.byPhone(Set.of(TestStaff.EAST), "13800138000")).extracting("customerId").contains(customer);
    }

    @Test
    void whatASecondPersonHasSavedIsNotOverwrittenAndWhatWasTypedStays() {
        String page = page(resident("双改" + mark, unit));
        Clerk supervisor = new Clerk(port, TestStaff.login("service-supervisor", TestStaff.EAST));
        clerk.opens(page);
        supervisor.opens(page);
        supervisor.sends(page, Map.of("name", "双改" + mark, "phones", "13800138001", "idRemark", ""));
        assertThat(clerk.isRefused(page, Map.of("name", "另名" + mark, "phones", "13800138002", "idRemark", ""))).contains("别人已经作了更改", "value=\"另名" + mark + "\"",
                "13800138002</textarea>");
        assertThat(clerk.tries(page + "/refuse", Map.of("reason", "不要打", "seen", "")).status()).isEqualTo(422);
    }

    @Test
    void aCustomerWhoRefusesMessagesIsToldOfByTelephoneUntilTheCustomerWantsThemAgain() {
        long customer = resident("谢绝" + mark, unit);
        String page = page(customer);
        clerk.opens(page);
        assertThat(clerk.isRefused(page + "/refuse", Map.of("reason", " "))).contains("请写明客户怎么说的");
        clerk.opens(page);
        clerk.sends(page + "/refuse", Map.of("reason", "嫌短信多"));
        assertThat(clerk.opens(page)).contains("不愿接受联系", "2026-07-06 嫌短信多", "不再收到短信", "2020-05-01 起");
        assertThat(newest("customer:" + customer).after()).isEqualTo("不愿接受联系：嫌短信多");

        String number = walk.start(EAST_CLERK, "contact-intake", Map.of("site", TestStaff.EAST, "channel", "VISIT", "callerName", "谢绝" + mark, "callerPhone", phone,
                "unitText", "K" + mark + "栋1单元101", "kind", "SPECIAL", "matter", "请人清洗地毯", "description", "客厅地毯约二十平方米", "urgency", "NORMAL"));
        assertThat(cases.view(number).customerId()).isEqualTo(customer);
        assertThat(jdbc.sql("select distinct d.last_error from notice n join notice_delivery d on d.notice_id = n.id where n.case_number = ? and d.recipient_kind = 'CUSTOMER'")
                .param(number).query(String.class).list()).containsExactly("客户拒绝联系");
        assertThat(clerk.opens(page)).contains(number);
        assertThat(clerk.opens("/pages/cases/" + number)).contains("href=\"" + page + "\"");

        clerk.opens(page);
        clerk.sends(page + "/accept", Map.of("reason", "来电要求恢复"));
        assertThat(customers.contactRefused(customer)).isFalse();
        assertThat(newest("customer:" + customer).what()).isEqualTo("恢复联系：来电要求恢复");
    }

    @Test
    void openCasesNoLongerWriteToANumberThatWasWrong() {
        long customer = resident("错号" + mark, unit, newUnit(TestStaff.WEST));
        Map<String, Object> call = Map.of("site", TestStaff.EAST, "channel", "VISIT", "callerName", "错号" + mark, "callerPhone", phone, "unitText", "K" + mark + "栋1单元101",
                "kind", "SPECIAL", "matter", "请人清洗地毯", "description", "客厅地毯约二十平方米", "urgency", "NORMAL");
        String open = walk.start(EAST_CLERK, "contact-intake", call);
        Map<String, Object> west = new HashMap<>(call);
        west.put("site", TestStaff.WEST);
        String elsewhere = walk.start(WEST_CLERK, "contact-intake", west);
        String page = page(customer);
        assertThat(clerk.opens(page)).contains(open).doesNotContain(elsewhere);
        clerk.sends(page, Map.of("name", "错号" + mark, "phones", phone + "\n13800138003", "idRemark", ""));
        assertThat(cases.view(open).customerPhone()).as("the number is still one of the customer's").isEqualTo(phone);
        clerk.opens(page);
        clerk.sends(page, Map.of("name", "错号" + mark, "phones", "13800138004\n13800138003", "idRemark", ""));
        assertThat(List.of(open, elsewhere)).extracting(number -> cases.view(number).customerPhone()).containsOnly("13800138004");
        assertThat(clerk.opens("/pages/cases/" + open)).contains("本案件的客户电话由 " + phone + " 改为 13800138004");
    }

    @Test
    void aNewResidentIsRegisteredInAUnitOnceAndTheOldOneMovesOut() {
        long old = resident("旧主" + mark, unit);
        String fresh = "/pages/customers/new";
        assertThat(clerk.opens(fresh + "?unit=" + unit)).contains("旧主" + mark);
        Map<String, String> tenant = Map.of("name", "新租" + mark, "relation", "TENANT", "from", "2026-01-01", "phones", "15499" + phone.substring(5), "idRemark", "");
        assertThat(clerk.isRefused(fresh, Map.of("name", "新租" + mark, "relation", "", "from", "2026-01-01", "phones", phone, "idRemark", ""))).contains("请选择业主、家属或租户");
        String led = URI.create(clerk.sends(fresh, tenant)).getPath();
        long customer = Long.parseLong(led.replaceAll(".*/", ""));
        assertThat(clerk.opens(led)).contains("新租" + mark, "登记住户");
        assertThat(newest("customer:" + customer + ":" + TestStaff.EAST).after()).contains("租户，2026-01-01 起");

        // The same person is not registered twice: the form leads to the one who is there.
        clerk.opens(fresh + "?unit=" + homes.unit(TestStaff.EAST, "2栋1单元202"));
        assertThat(clerk.isRefused(fresh, tenant)).contains("已经登记过同名", "href=\"/pages/customers/" + customer + "\"");

        Household gone = customers.households(old).get(0);
        clerk.opens(page(old));
        assertThat(clerk.isRefused(page(old) + "/households/" + gone.id() + "/end", Map.of("lastDay", "2099-01-01"))).contains("日期不能晚于今天");
        clerk.opens(page(old));
        clerk.sends(page(old) + "/households/" + gone.id() + "/end", Map.of("lastDay", "2020-12-31"));
        assertThat(customers.byPhone(Set.of(TestStaff.EAST), phone)).isEmpty();
        assertThat(clerk.opens(page(old))).contains("以前的住房", "2020-05-01 至 2020-12-31");
        assertThat(newest("customer:" + old + ":" + TestStaff.EAST).what()).isEqualTo("登记迁出 K" + mark + "栋1单元101");
    }

    @Test
    void aHomeIsAddedByItsNumberAtAnOwnSite() {
        long customer = resident("添房" + mark, unit);
        String page = page(customer);
        clerk.opens(page);
        Map<String, String> where = Map.of("site", TestStaff.EAST, "unit", "9999栋1单元9999", "relation", "OWNER", "from", "2026-01-01");
        assertThat(clerk.isRefused(page + "/households", where)).contains("这个小区没有房号“9999栋1单元9999”", "value=\"9999栋1单元9999\"");
        clerk.opens(page);
        clerk.sends(page + "/households", Map.of("site", TestStaff.EAST, "unit", "2-1-202", "relation", "OWNER", "from", "2026-01-01"));
        assertThat(customers.households(customer)).extracting(Household::unit).contains("2栋1单元202");
        clerk.opens(page);
        assertThat(clerk.isRefused(page + "/households", Map.of("site", TestStaff.WEST, "unit", "1栋1单元101", "relation", "OWNER", "from", "2026-01-01"))).contains("请选择小区");
        Household added = customers.households(customer).stream().filter(home -> home.unit().equals("2栋1单元202")).findFirst().orElseThrow();
        register.endHousehold(added.id(), LocalDate.of(2026, 1, 2));
    }

    @Test
    void aCustomerOfAnotherSiteDoesNotExistAndOfTwoSitesEachKeepsItsOwnHomes() {
        assertThat(new Clerk(port, WEST_CLERK).triesToOpen(page(resident("东人" + mark, unit)))).isEqualTo(404);
        assertThat(new Clerk(port, WEST_CLERK).triesToOpen("/pages/customers/new?unit=" + unit)).isEqualTo(404);

        long west = newUnit(TestStaff.WEST);
        long both = resident("两处" + mark, unit, west);
        String page = page(both);
        Household atWest = customers.households(both).stream().filter(home -> home.unitId() == west).findFirst().orElseThrow();
        Household atEast = customers.households(both).stream().filter(home -> home.unitId() == unit).findFirst().orElseThrow();
        assertThat(clerk.opens(page)).contains("在其他小区也有住房").doesNotContain("西苑");
        assertThat(clerk.triesToSend(page + "/households/" + atWest.id() + "/end", Map.of("lastDay", "2026-01-01"))).isEqualTo(404);

        // Whoever has moved out to the other site is kept there.
        clerk.opens(page);
        clerk.sends(page + "/households/" + atEast.id() + "/end", Map.of("lastDay", "2021-01-01"));
        assertThat(clerk.opens(page)).contains("这里只能查看").doesNotContain("action=\"" + page + "\"");
        assertThat(clerk.triesToSend(page, Map.of("name", "改名" + mark, "phones", phone, "idRemark", ""))).isEqualTo(422);
        Clerk other = new Clerk(port, WEST_CLERK);
        other.opens(page);
        other.sends(page, Map.of("name", "改名" + mark, "phones", phone, "idRemark", ""));
        assertThat(customers.customer(both).orElseThrow().name()).isEqualTo("改名" + mark);
    }

    @Test
    void theWayLeadsFromTheCallAndFromTheUnit() {
        long customer = resident("来路" + mark, unit);
        Page page = BROWSER.signedIn(port, EAST_CLERK);
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        page.navigate("/pages/call");
        page.locator("#q").fill("来路" + mark);
        page.locator("#match-list [role=option]").first().click();
        Locator way = page.locator(".who-calls a").getByText("修改客户资料");
        way.waitFor();
        assertThat(way.getAttribute("href")).isEqualTo(page(customer));
        List<String> found = new ArrayList<>();
        for (String path : List.of(page(customer), "/pages/customers/new?unit=" + unit)) {
            for (int width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                page.navigate(path);
                page.locator("details").all().forEach(each -> each.evaluate("all => all.open = true"));
                Accessibility.violations(page).forEach(violation -> found.add(path + " at " + width + ": " + violation));
                if ((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0) {
                    found.add(path + " at " + width + ": wider than the screen");
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(errors).isEmpty();

        // A form in the browser: the changed number stands there afterwards.
        page.navigate(page(customer));
        page.locator("#particulars-phones").fill("13800138009");
        page.locator("form:has(#particulars-phones) button").click();
        page.locator("[role=status]").waitFor();
        assertThat(page.locator("#particulars-phones").inputValue()).isEqualTo("13800138009");
        assertThat(new Clerk(port, "service-manager").opens("/pages/administration/homes/units/" + unit)).contains("href=\"" + page(customer) + "\"");
    }
}
