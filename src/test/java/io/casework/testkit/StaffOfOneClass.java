package io.casework.testkit;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * People whom a test class made for itself leave with it: all tests share one database, and another class that asks who was told of something must
 * find the standing test staff only.
 */
class StaffOfOneClass extends AbstractTestExecutionListener {

    /** Logins of {@link TestStaff}: a post's code, perhaps a second holder, perhaps at a site. */
    private static final String STANDING = "^[a-z]+(-[a-z]+)*2?(\\.(t-east|t-west))?$";

    @Override
    public void afterTestClass(TestContext test) {
        if (test.hasApplicationContext()) {
            JdbcTemplate jdbc = test.getApplicationContext().getBean(JdbcTemplate.class);
            jdbc.update("update staff set active = false where active and not (login ~ ? and"
                    + " exists (select 1 from post where code = regexp_replace(login, '2?(\\.t-(east|west))?$', '')))", STANDING);
        }
    }
}
