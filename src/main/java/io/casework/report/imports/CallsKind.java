package io.casework.report.imports;

import io.casework.casefile.Actor;
import io.casework.contact.ContactBatches;
import io.casework.contact.MatterKind;
import io.casework.customer.UnitBatches;
import io.casework.platform.LineVerdict;
import io.casework.report.ImportKind;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Lines of the call and visit register that was kept before: the finished ones become closed cases, the others are to be registered anew. */
@Component
class CallsKind implements Kind<ContactBatches.Line> {

    private static final String COMPLETION = "completion";
    private static final Pattern OPEN = Pattern.compile(".*(未|没|待|跟进|处理中|进行中|办理中|维修中|协调中|正在|部分|暂).*");
    private static final Pattern FINISHED = Pattern.compile(".*(完成|完毕|办结|解决|销项|关闭|结案|已处理|已修|修好|已答复|已回复|已办|处理好|已闭环|撤回|撤销|取消).*");
    private static final List<String> YES = List.of("是", "√", "✓", "y", "yes", "true", "1", "结", "ok");
    private static final List<String> NO = List.of("否", "×", "x", "n", "no", "false", "0");

    private final ContactBatches contacts;

    CallsKind(ContactBatches contacts) {
        this.contacts = contacts;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.CALLS;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required(ContactBatches.NUMBER, "编号", "2023-0017", "旧登记表的编号，不能重复；若每年从 1 编起，请在前面加年份", "登记编号", "登记号", "序号", "流水号", "单号", "原编号", "记录编号",
                        "工单号"),
                Field.required(ContactBatches.AT, "来电时间", "2023-05-12 14:30", "日期，可带时间", "日期", "登记时间", "登记日期", "来电日期", "来访时间", "来访日期", "来电来访时间",
                        "受理时间", "受理日期", "接待时间", "报修时间", "报修日期", "投诉时间", "投诉日期").orElse("时间"),
                Field.optional("channel", "来电来访", "来电", "来电、来访或其他；不填按来电", "方式", "受理方式", "来访方式", "渠道", "来源", "受理渠道", "来电/来访"),
                Field.optional(ContactBatches.NAME, "姓名", "张伟", "客户怎么说就怎么写", "客户姓名", "业主姓名", "来电人", "来访人", "来电人姓名", "报修人", "投诉人", "业主", "客户", "联系人"),
                Field.optional("phone", "联系电话", "13800000000", "", "电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", "来电号码", "客户电话"),
                Field.building(""), Field.entrance(""),
                Field.optional(ContactBatches.UNIT, "房号", "3栋1单元1201", "", "室号", "房间号", "户号", "房间", "室", "单元室", "单元房号", "房屋", "住址").orElse("单元", "地址"),
                Field.optional("kind", "类别", "报修", "报修、投诉、建议、咨询或特约服务", "事项类别", "问题类别", "分类", "类型", "事项类型", "性质", "诉求类型"),
                Field.required(ContactBatches.CONTENT, "内容", "厨房水管漏水", "客户反映的内容", "事项", "反映内容", "反映事项", "反映问题", "来电内容", "来访内容", "事由", "问题描述", "内容描述", "诉求",
                        "诉求内容", "登记内容", "报修内容", "投诉内容", "问题", "主要内容"),
                Field.optional("handling", "处理情况", "已更换角阀", "", "处理结果", "处理过程", "处理措施", "处理意见", "办理情况", "跟进情况", "处理"),
                Field.required(COMPLETION, "完成情况", "已完成", "写“已完成”的才导入；没有办完的列出来重新登记", "是否完成", "完成状态", "状态", "办理状态", "是否办结", "是否处理", "办结情况", "销项",
                        "完成", "是否销项").orElse("结果"),
                Field.optional(ContactBatches.COMPLETED_AT, "完成时间", "2023-05-13", "", "完成日期", "办结日期", "办结时间", "关闭时间", "处理完成时间", "销项时间", "销项日期"),
                Field.optional("registeredBy", "登记人", "李娜", "", "记录人", "接待人", "受理人", "值班人", "接听人", "经办人", "接线员"),
                Field.optional("remark", "备注", "", "", "说明"));
    }

    @Override
    public ContactBatches.Line read(Entry entry, String defaultMatter) {
        String number = entry.required(ContactBatches.NUMBER, "编号");
        LocalDateTime at = entry.time(ContactBatches.AT);
        if (at == null && !entry.isBad()) {
            entry.bad(ContactBatches.AT, "没有填时间", "请填写登记的日期");
        }
        String content = entry.required(ContactBatches.CONTENT, "内容");
        String completion = entry.text(COMPLETION);
        List<String> phones = entry.phones("phone");
        String room = entry.text(ContactBatches.UNIT);
        String unit = room == null ? null : HomeText.of(entry.text(UnitBatches.BUILDING), entry.text(Field.ENTRANCE), room);
        LocalDateTime completedAt = entry.time(ContactBatches.COMPLETED_AT);
        ContactBatches.Line line = new ContactBatches.Line(number, at, channel(entry.text("channel")), entry.text(ContactBatches.NAME),
                phones.isEmpty() ? null : phones.get(0), unit, matter(entry, defaultMatter), content, entry.text("handling"), completion, completedAt,
                entry.text("registeredBy"), entry.text("remark"));
        judge(entry, completion);
        return line;
    }

    private static void judge(Entry entry, String completion) {
        String plain = completion == null ? "" : Normalizer.normalize(completion, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (plain.isEmpty() || NO.contains(plain) || OPEN.matcher(plain).matches()) {
            entry.again(COMPLETION, plain.isEmpty() ? "完成情况是空的，旧登记表里还没有办完" : "旧登记表里还没有办完", "不导入；请在“来电登记”里重新登记，按新流程办理");
        } else if (!YES.contains(plain) && !FINISHED.matcher(plain).matches()) {
            entry.bad(COMPLETION, "看不出是否已经办完", "办完的请写“已完成”，没有办完的请写“未完成”");
        }
    }

    private static String channel(String text) {
        if (text == null || text.contains("电") && !text.contains("来访")) {
            return "CALL";
        }
        return text.contains("访") || text.contains("上门") || text.contains("现场") || text.contains("到") ? "VISIT" : "OTHER";
    }

    private static MatterKind matter(Entry entry, String defaultMatter) {
        String text = entry.text("kind");
        if (text == null) {
            return MatterKind.valueOf(defaultMatter);
        }
        if (text.contains("投诉") || text.contains("抱怨")) {
            return MatterKind.COMPLAINT;
        }
        if (text.contains("特约") || text.contains("有偿")) {
            return MatterKind.SPECIAL;
        }
        if (text.matches(".*(修|质量|整改|工程|漏).*")) {
            return MatterKind.REPAIR;
        }
        if (text.contains("建议") || text.contains("意见") || text.contains("表扬")) {
            return MatterKind.SUGGESTION;
        }
        if (text.matches(".*(咨询|询问|查询|求助|了解).*")) {
            return MatterKind.ENQUIRY;
        }
        entry.hint("kind", "不认识这个类别，按“" + MatterKind.valueOf(defaultMatter).label() + "”登记");
        return MatterKind.valueOf(defaultMatter);
    }

    @Override
    public String key(ContactBatches.Line line) {
        return line.number().strip();
    }

    @Override
    public List<LineVerdict> check(String site, List<ContactBatches.Line> lines) {
        return contacts.check(site, lines);
    }

    @Override
    public List<LineVerdict> take(String site, List<ContactBatches.Line> lines, Actor by) {
        return contacts.take(site, lines, by);
    }
}
