package io.casework.report.imports;

import io.casework.casefile.Actor;
import io.casework.customer.CustomerBatches;
import io.casework.customer.Relation;
import io.casework.customer.UnitBatches;
import io.casework.platform.LineVerdict;
import io.casework.report.ImportKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Customers with their phones and households. */
@Component
class CustomersKind implements Kind<CustomerBatches.Line> {

    private static final String RELATION = "relation";

    private final CustomerBatches customers;

    CustomersKind(CustomerBatches customers) {
        this.customers = customers;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.CUSTOMERS;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required(CustomerBatches.NAME, "姓名", "张伟", "客户姓名", "客户姓名", "业主姓名", "住户姓名", "业主", "客户", "户主", "户主姓名", "联系人", "客户名称"),
                Field.required(CustomerBatches.PHONE, "联系电话", "13800000000", "手机号，或带区号的固定电话；几个号码用顿号分开", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式",
                        "移动电话", "联系手机", "客户电话", "业主电话"),
                Field.optional("phone2", "备用电话", "", "第二个号码", "电话2", "手机2", "其他电话", "固定电话", "座机", "家庭电话", "备用联系电话", "联系电话2", "紧急联系电话"),
                Field.building(""), Field.entrance(""),
                Field.required(CustomerBatches.UNIT, "房号", "3栋1单元1201", "必须是已登记的房号", "室号", "房间号", "房屋编号", "户号", "房间", "室", "单元室", "单元房号", "房屋", "房产",
                        "住址").orElse("单元", "单元号", "地址"),
                Field.optional(RELATION, "与房号的关系", "业主", "业主、家属或租户；不填按业主", "关系", "身份", "住户类型", "客户类型", "与业主关系", "住户性质"),
                Field.optional(CustomerBatches.FROM, "开始日期", "2024-06-30", "住户关系开始的日子；不填按交付日期", "入住日期", "入住时间", "起始日期", "开始时间", "迁入日期"),
                Field.optional(CustomerBatches.REMARK, "身份备注", "已核对身份证", "不要写证件号码", "备注", "客户备注", "说明"));
    }

    @Override
    public CustomerBatches.Line read(Entry entry, String defaultMatter) {
        Set<String> phones = new LinkedHashSet<>(entry.phones(CustomerBatches.PHONE));
        phones.addAll(entry.phones("phone2"));
        String name = entry.required(CustomerBatches.NAME, "姓名");
        String unit = unit(entry);
        String remark = entry.text(CustomerBatches.REMARK);
        return new CustomerBatches.Line(name, List.copyOf(phones), unit, relation(entry), entry.date(CustomerBatches.FROM), remark == null ? "" : remark);
    }

    /** The label in full, where building, entrance and room stand apart. */
    private static String unit(Entry entry) {
        return HomeText.of(entry.text(UnitBatches.BUILDING), entry.text(Field.ENTRANCE), entry.required(CustomerBatches.UNIT, "房号"));
    }

    private static Relation relation(Entry entry) {
        String text = entry.text(RELATION);
        if (text == null || text.matches(".*(业主|户主|产权人|房主).*") && !text.matches(".*(亲属|家属|之).*")) {
            return Relation.OWNER;
        }
        if (text.matches(".*(家属|亲属|配偶|妻|夫|父|母|子|女|儿|孙|兄|弟|姐|妹|家人).*")) {
            return Relation.FAMILY;
        }
        if (text.matches(".*(租|承租).*")) {
            return Relation.TENANT;
        }
        entry.bad(RELATION, "不认识这种关系", "请写业主、家属或租户");
        return Relation.OWNER;
    }

    @Override
    public String key(CustomerBatches.Line line) {
        return customers.key(line);
    }

    @Override
    public List<LineVerdict> check(String site, List<CustomerBatches.Line> lines) {
        return customers.check(site, lines);
    }

    @Override
    public List<LineVerdict> take(String site, List<CustomerBatches.Line> lines, Actor by) {
        return customers.take(site, lines);
    }
}
