package io.casework.customer;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds for homes and customers however they are entered: one by one or with a list. */
final class CustomerRules {

    static final int LONGEST_BUILDING = 50;
    static final int LONGEST_LABEL = 100;
    static final int LONGEST_NAME = 100;
    static final int LONGEST_REMARK = 200;
    static final int MOST_PHONES = 10;
    /** What to do about a home that cannot be told from what was written. */
    static final String WRITE_IN_FULL = "请把房号写全，如 3栋1单元1201";

    private static final BigDecimal LARGEST_AREA = new BigDecimal("99999.99");
    /** What to do about an identity number that was written out: the law on personal data wants no more of it than is needed. */
    static final String NO_IDENTITY_NUMBER = "系统不保存证件号码全文；请删去，或只写“已核对身份证”";
    private static final Pattern IDENTITY_NUMBER = Pattern.compile("(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])");
    private static final Pattern SURNAME = Pattern.compile("^(.{1,2})(先生|女士|小姐|太太|老师|阿姨|叔叔)$");

    private CustomerRules() {
    }

    /** Whether square metres can be those of a home: more than nothing, to the hundredth. */
    static boolean isArea(BigDecimal area) {
        return area.signum() > 0 && area.stripTrailingZeros().scale() <= 2 && area.compareTo(LARGEST_AREA) <= 0;
    }

    /** Whether a remark holds a full identity number. */
    static boolean hasIdentityNumber(String remark) {
        return IDENTITY_NUMBER.matcher(remark).find();
    }

    /** Whether people would call this person so: 王先生 for 王伟. */
    static boolean isCalled(String name, String called) {
        Matcher surname = SURNAME.matcher(called);
        return surname.matches() && name.startsWith(surname.group(1));
    }
}
