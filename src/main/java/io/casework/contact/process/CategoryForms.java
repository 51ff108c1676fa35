package io.casework.contact.process;

import io.casework.contact.CategoryKind;
import io.casework.contact.CategoryRecord;
import io.casework.contact.CategoryRecords;
import io.casework.contact.WorkOrderView;
import io.casework.contact.WorkOrders;
import io.casework.platform.ChineseTime;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The work order and the other-category record as the forms on their way show them. */
@Component
class CategoryForms implements FormData {

    private final WorkOrders orders;
    private final CategoryRecords records;

    CategoryForms(WorkOrders orders, CategoryRecords records) {
        this.orders = orders;
        this.records = records;
    }

    @Override
    public boolean serves(String formId) {
        return formId.startsWith("service-work-order-") || formId.startsWith("external-unit-");
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        if (request.formId().startsWith("service-work-order-")) {
            return orders.latest(request.caseNumber()).<Map<String, Object>>map(order -> Map.of("orderCard", card(order))).orElse(Map.of());
        }
        return records.latest(request.caseNumber(), CategoryKind.EXTERNAL)
                .<Map<String, Object>>map(record -> Map.of("externalCard", card(record))).orElse(Map.of());
    }

    private static String card(WorkOrderView order) {
        return Markdown.line("报修内容", order.repairRequested()) + Markdown.line("约定时间", ChineseTime.minute(order.agreedTime()))
                + Markdown.line("上门说明", order.accessNote()) + Markdown.line("维修情况", order.workDone())
                + Markdown.line("维修人员", order.worker()) + (order.overdue() ? "**已超过约定时间，转工程类跟踪**\n\n" : "");
    }

    private static String card(CategoryRecord record) {
        return Markdown.line("外联单位", record.externalUnit()) + Markdown.line("联系方式", record.contact())
                + Markdown.line("报修内容", record.content()) + Markdown.line("规定时间", ChineseTime.minute(record.stipulatedTime()))
                + (record.overdue() ? "**外联单位已超过规定时间**\n\n" : "");
    }
}
