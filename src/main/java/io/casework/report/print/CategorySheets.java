package io.casework.report.print;

import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 《分类处理记录》 for each of its three categories (REC-003, REC-005, REC-006): what is tracked, and every entry until it is done. */
@Configuration(proxyBeanMethods = false)
class CategorySheets {

    private static final int EMPTY_ROWS = 10;

    @Bean
    CaseSheets engineeringRecord(JdbcClient jdbc, Staffing staffing) {
        return new OfCategory("category-engineering", "ENGINEERING", jdbc, staffing) {

            @Override
            FormFields own(FormFields fields) {
                return fields.text("agreedTime", "服务工作单约定时间", "2026-07-06 15:00").text("issuedAt", "服务工作单开单时间", "2026-07-06 09:10");
            }

            @Override
            void own(CaseView file, Map<String, Object> row, Values values) {
                jdbc.sql("select agreed_time, issued_at from service_work_order where case_number = ? and issued_at <= ? order by id desc limit 1")
                        .params(file.number(), row.get("opened_at")).query().listOfRows()
                        .forEach(order -> values.time("agreedTime", order.get("agreed_time")).time("issuedAt", order.get("issued_at")));
            }
        };
    }

    @Bean
    CaseSheets externalRecord(JdbcClient jdbc, Staffing staffing) {
        return new OfCategory("category-external", "EXTERNAL", jdbc, staffing) {

            @Override
            FormFields own(FormFields fields) {
                return fields.ticks("externalKind", "外联单位种类", Codes.EXTERNAL_KIND, "VIDEO_INTERCOM").text("externalUnit", "外联单位", "安居对讲公司")
                        .text("contact", "联系人、电话", "孙工 13800000001").text("stipulatedTime", "外联单位规定时间", "2026-07-07 10:00")
                        .flag("overdue", "超过规定时间", false);
            }

            @Override
            void own(CaseView file, Map<String, Object> row, Values values) {
                values.tick("externalKind", row.get("external_kind")).text("externalUnit", row.get("external_unit")).text("contact", row.get("contact"))
                        .time("stipulatedTime", row.get("stipulated_time")).flag("overdue", (Boolean) row.get("overdue"));
            }
        };
    }

    @Bean
    CaseSheets communicationRecord(JdbcClient jdbc, Staffing staffing) {
        return new OfCategory("category-communication", "COMMUNICATION", jdbc, staffing) {

            @Override
            FormFields own(FormFields fields) {
                return fields.text("topic", "主题", "停车").ticks("parties", "需要沟通的对象", Codes.OPINION_PARTIES, "CUSTOMERS", "DEPARTMENTS")
                        .text("partiesNote", "沟通对象说明", "业委会").text("expectedDays", "预计持续天数", "2").text("occasionAt", "合适的时机", "2026-07-08 15:00");
            }

            @Override
            void own(CaseView file, Map<String, Object> row, Values values) {
                values.text("topic", row.get("topic"));
                jdbc.sql("select * from opinion where case_number = ? order by id desc limit 1").param(file.number()).query().listOfRows()
                        .forEach(opinion -> values.ticks("parties", opinion.get("parties")).text("partiesNote", opinion.get("parties_note"))
                                .text("expectedDays", days(opinion.get("expected_days"))).time("occasionAt", opinion.get("occasion_at")));
            }
        };
    }

    private static String days(Object days) {
        return ((java.math.BigDecimal) days).stripTrailingZeros().toPlainString();
    }

    /** What the three have in common. */
    private abstract static class OfCategory implements CaseSheets {

        private final String form;
        private final String category;
        private final JdbcClient jdbc;
        private final Staffing staffing;

        OfCategory(String form, String category, JdbcClient jdbc, Staffing staffing) {
            this.form = form;
            this.category = category;
            this.jdbc = jdbc;
            this.staffing = staffing;
        }

        abstract FormFields own(FormFields fields);

        abstract void own(CaseView file, Map<String, Object> row, Values values);

        @Override
        public String form() {
            return form;
        }

        @Override
        public FormFields fields() {
            return own(new FormFields().text("content", "事项内容", "对讲无声，来访客人无法呼叫。").text("recordedAt", "转入时间", "2026-07-06 15:01")
                    .text("recordedBy", "转入人", "李娜")
                    .rows("entries", "跟踪登记", EMPTY_ROWS, new FormFields().text("at", "时间", "2026-07-07 09:30").text("by", "登记人", "李娜")
                            .text("text", "处理经过", "配件明天到，已告知客户。").text("nextTime", "下次时间", "2026-07-08 10:00"))
                    .text("result", "处理结果", "已修好，客户认可。").text("finishedAt", "结束时间", "2026-07-08 16:00").text("finishedBy", "结束人", "李娜"));
        }

        @Override
        public List<Map<String, Object>> of(CaseView file) {
            return jdbc.sql("select * from category_record where case_number = ? and category = ? order by id").params(file.number(), category).query()
                    .listOfRows().stream().map(row -> sheet(file, row)).toList();
        }

        private Map<String, Object> sheet(CaseView file, Map<String, Object> row) {
            Values values = new Values().text("content", row.get("content")).time("recordedAt", row.get("opened_at")).text("recordedBy", name(row.get("opened_by")))
                    .rows("entries", jdbc.sql("select at, by_login, text, next_time from category_record_entry where record_id = ? order by id")
                            .param(row.get("id")).query().listOfRows().stream().map(entry -> new Values().time("at", entry.get("at"))
                                    .text("by", name(entry.get("by_login"))).text("text", entry.get("text")).time("nextTime", entry.get("next_time")).done())
                            .toList())
                    .text("result", row.get("result")).time("finishedAt", row.get("closed_at")).text("finishedBy", name(row.get("closed_by")));
            own(file, row, values);
            return values.done();
        }

        private String name(Object login) {
            return login == null ? "" : "system".equals(login) ? "系统" : staffing.nameOf(login.toString());
        }
    }
}
