package io.casework.procedure.access;

import io.casework.organisation.Accounts;

/** What a password must be like. Length counts most; no rule makes people write it down. */
final class PasswordRules {

    static final int SHORTEST = Accounts.SHORTEST_PASSWORD;

    /** The rules in words, for a password that breaks one of them. */
    static final String IN_WORDS = "密码不符合要求：至少 " + SHORTEST + " 个字符，且不含登录名、姓名或邮箱";

    private PasswordRules() {
    }
}
