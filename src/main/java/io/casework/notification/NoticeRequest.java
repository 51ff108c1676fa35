package io.casework.notification;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One notice to be sent.
 *
 * @param template template key, see {@link NoticeTemplates}
 * @param key idempotency key, at most 200 characters: the same for every repetition of the same cause, different for different causes
 * @param caseNumber the case it is about, {@code null} where it is about none; also fills the placeholder {@code caseNumber}
 * @param site site whose post holders are meant and to which the notice belongs; {@code null} for headquarters matters
 * @param posts posts whose present holders are told
 * @param logins people who are told by name
 * @param customerPhone the customer's number for SMS, {@code null} where no customer is told. When a customer is named, SMS goes to
 *     the customer only and staff are told by the other channels of the template
 * @param contactRefused the customer does not want to be contacted: the SMS is recorded as suppressed and never leaves
 * @param parameters values of the placeholders; more than the template declares may be given
 */
public record NoticeRequest(
        String template,
        String key,
        String caseNumber,
        String site,
        Set<String> posts,
        Set<String> logins,
        String customerPhone,
        boolean contactRefused,
        Map<String, String> parameters) {

    public NoticeRequest {
        posts = Set.copyOf(posts);
        logins = Set.copyOf(logins);
        parameters = new LinkedHashMap<>(parameters);
    }

    /** Whether anybody is named who could be told. */
    public boolean hasReceiver() {
        return !posts.isEmpty() || !logins.isEmpty() || customerPhone != null && !customerPhone.isBlank();
    }

    /** Starts a request. */
    public static Builder of(String template, String key) {
        return new Builder(template, key);
    }

    /** Collects the parts of a request; {@link #build()} and hand it to {@link Notices#send}. */
    public static final class Builder {

        private final String template;
        private final String key;
        private final Set<String> posts = new LinkedHashSet<>();
        private final Set<String> logins = new LinkedHashSet<>();
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private String caseNumber;
        private String site;
        private String customerPhone;
        private boolean contactRefused;

        private Builder(String template, String key) {
            this.template = template;
            this.key = key;
        }

        /** The case and its site. */
        public Builder about(String caseNumber, String site) {
            this.caseNumber = caseNumber;
            this.site = site;
            return this;
        }

        /** The site alone, for notices that are about no case. */
        public Builder at(String site) {
            this.site = site;
            return this;
        }

        /** Everybody who holds one of these posts at the site. */
        public Builder toPosts(String... posts) {
            this.posts.addAll(Set.of(posts));
            return this;
        }

        /** These people. Blank and {@code null} logins (a task without assignee) are left out. */
        public Builder toLogins(String... logins) {
            for (String login : logins) {
                if (login != null && !login.isBlank()) {
                    this.logins.add(login);
                }
            }
            return this;
        }

        /**
         * The customer, by SMS. A customer without a number is left out.
         *
         * @param contactRefused the customer does not want to be contacted
         */
        public Builder toCustomer(String phone, boolean contactRefused) {
            this.customerPhone = phone;
            this.contactRefused = contactRefused;
            return this;
        }

        /** The value of one placeholder; {@code null} counts as missing. */
        public Builder with(String name, String value) {
            if (value != null) {
                this.parameters.put(name, value);
            }
            return this;
        }

        public Builder with(Map<String, String> values) {
            values.forEach(this::with);
            return this;
        }

        public NoticeRequest build() {
            return new NoticeRequest(template, key, caseNumber, site, posts, logins, customerPhone, contactRefused, parameters);
        }
    }
}
