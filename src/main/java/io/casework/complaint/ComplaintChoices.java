package io.casework.complaint;

import io.casework.organisation.Person;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lists that complaint forms offer by name. */
@Configuration(proxyBeanMethods = false)
class ComplaintChoices {

    private static final List<String> DEPARTMENTS = List.of("engineering", "design", "sales", "property-staff", "legal", "management-office", "equipment",
            "project-department", "service-supervisor");

    /** {@code complaintTopics}: the topics in use. */
    @Bean
    ChoiceSource complaintTopics(JdbcClient jdbc) {
        return source("complaintTopics", site -> jdbc.sql("select name, code from complaint_topic where active order by position")
                .query((row, n) -> new Choice(row.getString(1), row.getString(2))).list());
    }

    /** {@code complaintDepartments}: posts that a complaint can be given to. */
    @Bean
    ChoiceSource complaintDepartments(Posts posts) {
        return source("complaintDepartments", site -> DEPARTMENTS.stream().filter(posts::exists).map(post -> new Choice(posts.name(post), post)).toList());
    }

    /** {@code complaintTrackers}: people of customer service at the site who can track a complaint from start to end (AS-CMP-03). */
    @Bean
    ChoiceSource complaintTrackers(Staffing staffing) {
        return source("complaintTrackers", site -> {
            Map<String, Choice> people = new LinkedHashMap<>();
            Stream.of("clerk", "service-supervisor", "service-manager").flatMap(post -> staffing.holders(post, site).stream())
                    .forEach((Person person) -> people.putIfAbsent(person.login(), new Choice(person.name(), person.login())));
            return List.copyOf(people.values());
        });
    }

    private static ChoiceSource source(String name, java.util.function.Function<String, List<Choice>> choices) {
        return new ChoiceSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Choice> choices(io.casework.procedure.FormRequest request) {
                return choices.apply(request.site());
            }
        };
    }
}
