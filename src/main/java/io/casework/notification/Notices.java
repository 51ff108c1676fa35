package io.casework.notification;

import io.casework.platform.RuleViolation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends notices and keeps everybody's in-app list. */
@Service
public class Notices {

    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    /** Posts that are told of deliveries which failed. */
    static final String[] ADMINISTRATORS = {"procedure-admin", "camunda-admin"};

    private static final int MAX_KEY = 200;
    private static final int MAX_PHONE = 40;

    private final TemplateStore templates;
    private final DeliveryLedger ledger;
    private final Recipients recipients;
    private final Outlets outlets;
    private final DeliveryQueue queue;

    Notices(TemplateStore templates, DeliveryLedger ledger, Recipients recipients, Outlets outlets, DeliveryQueue queue) {
        this.templates = templates;
        this.ledger = ledger;
        this.recipients = recipients;
        this.outlets = outlets;
        this.queue = queue;
    }

    /**
     * Writes the notice and its deliveries in the caller's transaction; e-mail and SMS leave after it has committed.
     *
     * <p>Who is told is settled now: the present holders of the posts, each person once per channel. A post that nobody holds is
     * recorded as a failed delivery, so that it shows up in {@link #failed}, and reported to the administrators. Repeating a request with the same key adds
     * recipients that were not told yet and changes nothing for the others.
     *
     * @throws NoticeError where the template is unknown, a placeholder has no value, the key is empty or too long, or nobody at all
     *     is named
     * @throws org.springframework.transaction.IllegalTransactionStateException where no transaction is running
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void send(NoticeRequest request) {
        NoticeTemplate template = templates.active(request.template())
                .orElseThrow(() -> new NoticeError("没有这个通知模板：" + request.template()));
        check(request, template);
        Map<String, String> values = values(request);
        Set<String> missing = new TreeSet<>(TemplateText.missing(template.sample().keySet(), values));
        if (!missing.isEmpty()) {
            throw new NoticeError("通知 " + template.key() + " 缺少参数：" + String.join("、", missing));
        }
        String subject = TemplateText.subject(template.subject(), values);
        String body = TemplateText.body(template.body(), values);

        List<DeliveryLedger.Draft> drafts = new ArrayList<>();
        boolean toCustomer = request.customerPhone() != null && !request.customerPhone().isBlank();
        for (Addressee addressee : staff(request, drafts)) {
            drafts.addAll(toStaff(addressee, template.channels(), !toCustomer));
        }
        if (toCustomer) {
            drafts.add(toCustomer(request, template));
        }
        long notice = ledger.notice(request, template, subject, body);
        queue.add(ledger.deliveries(notice, drafts));
        if (!template.key().equals(NoticeTemplates.DELIVERY_FAILED)) {
            drafts.stream().filter(draft -> draft.kind().equals("POST"))
                    .forEach(vacant -> send(vacancy(request, notice, subject, vacant)));
        }
    }

    /** Tells the administrators that a post which must be told is vacant; not of a vacancy among themselves. */
    private static NoticeRequest vacancy(NoticeRequest request, long notice, String subject, DeliveryLedger.Draft vacant) {
        return NoticeRequest.of(NoticeTemplates.DELIVERY_FAILED, "vacant-post/" + notice + "/" + vacant.recipient())
                .about(request.caseNumber(), request.site())
                .toPosts(ADMINISTRATORS)
                .with("subject", subject)
                .with("recipient", vacant.recipient())
                .with("channel", vacant.channel().label())
                .with("attempts", "0")
                .with("reason", vacant.reason())
                .build();
    }

    /** A person's in-app list, newest first. */
    @Transactional(readOnly = true)
    public Page<InboxNotice> inbox(String login, Pageable page) {
        return ledger.inbox(login, false, page);
    }

    /** The unread part of a person's in-app list, newest first. */
    @Transactional(readOnly = true)
    public Page<InboxNotice> unread(String login, Pageable page) {
        return ledger.inbox(login, true, page);
    }

    /**
     * Notices about a case, a part at a time.
     *
     * @param at where the part begins, together with {@code id}: only notices beyond this time, or of this time and beyond this id; {@code null} for
     *     the beginning
     * @param newestFirst in which direction
     */
    @Transactional(readOnly = true)
    public List<CaseNotice> about(String caseNumber, Instant at, long id, boolean newestFirst, int limit) {
        return ledger.about(caseNumber, at, id, newestFirst, limit);
    }

    @Transactional(readOnly = true)
    public long unreadCount(String login) {
        return ledger.unread(login);
    }

    /**
     * Marks one line of the person's own list as read; the time of the first reading stays.
     *
     * @throws RuleViolation where the list has no such line
     */
    @Transactional
    public void markRead(String login, long id) {
        if (!ledger.markRead(login, id)) {
            throw new RuleViolation("没有这条通知");
        }
    }

    /**
     * Somebody opens a line of the own list to see what it is about, which reads it.
     *
     * @return number of the case that it is about, if it is about one
     * @throws RuleViolation where the list has no such line
     */
    @Transactional
    public Optional<String> open(String login, long id) {
        return ledger.open(login, id).stream().findFirst().orElseThrow(() -> new RuleViolation("没有这条通知"));
    }

    /**
     * Marks as read what the person has seen, but not what has come since the page was shown.
     *
     * @param upTo id of the newest line that was shown
     * @return how many were unread
     */
    @Transactional
    public int markAllRead(String login, long upTo) {
        return ledger.markAllRead(login, upTo);
    }

    /** Deliveries that were given up, newest first. For administrators. */
    @Transactional(readOnly = true)
    public Page<FailedDelivery> failed(Pageable page) {
        return ledger.failed(page);
    }

    /**
     * Tries a delivery again that was given up, with the address that the person has now, or with those who hold the post now. The
     * Message-ID or request id stays the same.
     *
     * @throws RuleViolation where it is not a failed delivery, or the post is still vacant
     */
    @Transactional
    public void sendAgain(long id) {
        Outgoing given = ledger.lockFailed(id).orElseThrow(() -> new RuleViolation("这条通知不是发送失败状态"));
        if (given.recipientKind().equals("POST")) {
            fillPost(given);
            return;
        }
        String address = given.address();
        if (given.recipientKind().equals("STAFF")) {
            Addressee now = recipients.person(given.recipient()).orElse(null);
            String current = now == null ? null : given.channel() == Channel.EMAIL ? now.email() : now.phone();
            address = current == null || current.isBlank() ? address : current;
        }
        ledger.waitAgain(id, address);
        queue.add(List.of(id));
    }

    private void fillPost(Outgoing given) {
        List<Addressee> holders = recipients.holders(given.recipient(), given.site());
        if (holders.isEmpty()) {
            throw new RuleViolation("岗位“" + given.recipient() + "”仍无人任职，请先安排人员");
        }
        DeliveryLedger.Origin origin = ledger.origin(given.id());
        Set<Channel> channels = templates.active(origin.templateKey()).map(NoticeTemplate::channels).orElse(Set.of(Channel.IN_APP));
        List<DeliveryLedger.Draft> drafts = new ArrayList<>();
        holders.forEach(holder -> drafts.addAll(toStaff(holder, channels, false)));
        queue.add(ledger.deliveries(origin.notice(), drafts));
        ledger.postFilled(given.id());
    }

    private static void check(NoticeRequest request, NoticeTemplate template) {
        if (request.key() == null || request.key().isBlank() || request.key().length() > MAX_KEY) {
            throw new NoticeError("通知 " + template.key() + " 的幂等键为空或超过 " + MAX_KEY + " 个字符");
        }
        if (request.posts().isEmpty() && request.logins().isEmpty()
                && (request.customerPhone() == null || request.customerPhone().isBlank())) {
            throw new NoticeError("通知 " + template.key() + " 没有收件人");
        }
    }

    private static Map<String, String> values(NoticeRequest request) {
        Map<String, String> values = new LinkedHashMap<>(request.parameters());
        if (request.caseNumber() != null) {
            values.putIfAbsent("caseNumber", request.caseNumber());
        }
        return values;
    }

    /** Everybody on the staff side, once each; a vacant post becomes a failed delivery. */
    private Collection<Addressee> staff(NoticeRequest request, List<DeliveryLedger.Draft> drafts) {
        Map<String, Addressee> people = new LinkedHashMap<>();
        for (String post : new TreeSet<>(request.posts())) {
            List<Addressee> holders = recipients.holders(post, request.site());
            if (holders.isEmpty()) {
                log.warn("岗位 {} 在 {} 无人任职，通知 {} 无法送达", post, request.site(), request.key());
                drafts.add(new DeliveryLedger.Draft("POST", post, null, null, Channel.IN_APP, "FAILED", "岗位无人任职"));
            }
            holders.forEach(holder -> people.putIfAbsent(holder.login(), holder));
        }
        for (String login : new TreeSet<>(request.logins())) {
            people.computeIfAbsent(login, l -> recipients.person(l).orElseGet(() -> Addressee.ofLogin(l)));
        }
        return people.values();
    }

    private List<DeliveryLedger.Draft> toStaff(Addressee to, Set<Channel> channels, boolean sms) {
        List<DeliveryLedger.Draft> drafts = new ArrayList<>();
        if (channels.contains(Channel.IN_APP)) {
            drafts.add(new DeliveryLedger.Draft("STAFF", to.login(), to.name(), null, Channel.IN_APP, "SENT", null));
        }
        if (channels.contains(Channel.EMAIL)) {
            drafts.add(outward("STAFF", to.login(), to.name(), to.email(), Channel.EMAIL, "未登记邮箱"));
        }
        if (sms && channels.contains(Channel.SMS)) {
            drafts.add(outward("STAFF", to.login(), to.name(), to.phone(), Channel.SMS, "未登记手机号"));
        }
        return drafts;
    }

    private DeliveryLedger.Draft toCustomer(NoticeRequest request, NoticeTemplate template) {
        String phone = request.customerPhone().strip();
        String name = request.parameters().get("customerName");
        String recipient = phone.length() > MAX_PHONE ? phone.substring(0, MAX_PHONE) : phone;
        if (request.contactRefused()) {
            return suppressed("CUSTOMER", recipient, name, recipient, Channel.SMS, "客户拒绝联系");
        }
        if (!template.channels().contains(Channel.SMS)) {
            return suppressed("CUSTOMER", recipient, name, recipient, Channel.SMS, "模板未启用短信");
        }
        return outward("CUSTOMER", recipient, name, recipient, Channel.SMS, "未登记手机号");
    }

    private DeliveryLedger.Draft outward(
            String kind, String recipient, String name, String address, Channel channel, String withoutAddress) {
        String off = outlets.reasonOff(channel);
        if (off != null) {
            return suppressed(kind, recipient, name, address, channel, off);
        }
        if (address == null || address.isBlank()) {
            return suppressed(kind, recipient, name, null, channel, withoutAddress);
        }
        return new DeliveryLedger.Draft(kind, recipient, cutName(name), address, channel, "PENDING", null);
    }

    private static DeliveryLedger.Draft suppressed(
            String kind, String recipient, String name, String address, Channel channel, String reason) {
        return new DeliveryLedger.Draft(kind, recipient, cutName(name), address, channel, "SUPPRESSED", reason);
    }

    private static String cutName(String name) {
        return name == null || name.length() <= 100 ? name : name.substring(0, 100);
    }
}
