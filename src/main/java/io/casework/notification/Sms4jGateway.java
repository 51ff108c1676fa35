package io.casework.notification;

import cn.hutool.http.HttpGlobalConfig;
import cn.hutool.json.JSONObject;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dromara.sms4j.api.entity.SmsResponse;
import org.dromara.sms4j.emay.config.EmayConfig;
import org.dromara.sms4j.emay.service.EmaySmsImpl;
import org.dromara.sms4j.emay.util.EmayBuilder;
import org.dromara.sms4j.zhutong.config.ZhutongConfig;
import org.dromara.sms4j.zhutong.service.ZhutongSmsImpl;

/**
 * SMS through sms4j. Two of its suppliers that take free text at a configurable address are wired: 亿美软通 (emay) and 助通
 * (zhutong). Emay takes the request id as {@code customSmsId}; zhutong's interface has no field for one, so there a crash between
 * sending and marking can send a text twice.
 *
 * <p>sms4j sends what emay gets as parameters of the address, so an address that is not encrypted is refused.
 *
 * <p>sms4j's own repetition is left off: it would sleep in the sending thread and lose its count in a crash.
 */
final class Sms4jGateway implements SmsGateway {

    private static final Pattern MOBILE = Pattern.compile("1\\d{10}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\-()]");
    private static final Pattern COUNTRY = Pattern.compile("^(\\+86|0086|86(?=1\\d{10}$))");
    private static final int MAX_TEXT = 500;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    /** Hands one text to the supplier. */
    private interface Supplier {
        SmsResponse send(String requestId, String phone, String text);
    }

    private final Supplier supplier;
    private final String signature;

    private Sms4jGateway(Supplier supplier, String signature) {
        this.supplier = supplier;
        this.signature = signature;
    }

    /**
     * The gateway that the settings describe, or {@code null} where no supplier is set.
     *
     * @throws IllegalStateException where the settings are incomplete, the supplier is unknown, or the address is not encrypted
     */
    static SmsGateway of(NotificationProperties.Sms settings) {
        if (settings.supplier().isBlank()) {
            return null;
        }
        check(settings);
        // Without this the HTTP client of sms4j waits for ever. It has no setting per supplier.
        HttpGlobalConfig.setTimeout((int) settings.timeout().toMillis());
        return new Sms4jGateway(switch (settings.supplier().toLowerCase(Locale.ROOT)) {
            case "emay" -> emay(settings);
            case "zhutong" -> zhutong(settings);
            default -> throw new IllegalStateException("不支持的短信服务商：" + settings.supplier() + "，可选 emay、zhutong");
        }, settings.signature());
    }

    @Override
    public void send(Message message) {
        String text = signature.isBlank() ? message.text() : "【" + signature + "】" + message.text();
        if (text.length() > MAX_TEXT) {
            text = text.substring(0, MAX_TEXT - 1) + "…";
        }
        SmsResponse response = supplier.send(message.requestId(), mobile(message.phone()), text);
        if (!response.isSuccess()) {
            throw new IllegalStateException("短信服务商拒绝：" + response.getData());
        }
    }

    private static String mobile(String phone) {
        String digits = COUNTRY.matcher(SEPARATORS.matcher(phone).replaceAll("")).replaceFirst("");
        if (!MOBILE.matcher(digits).matches()) {
            throw new PermanentFailure("不是手机号码，无法发送短信");
        }
        return digits;
    }

    private static void check(NotificationProperties.Sms settings) {
        if (settings.url().isBlank() || settings.account().isBlank() || settings.secret().isBlank()) {
            throw new IllegalStateException("短信服务商 " + settings.supplier() + " 缺少 url、account 或 secret");
        }
        URI url = URI.create(settings.url());
        if (!"https".equals(url.getScheme()) && !THIS_MACHINE.contains(String.valueOf(url.getHost()))) {
            throw new IllegalStateException("短信接口地址必须使用 https：" + settings.url());
        }
    }

    private static Supplier emay(NotificationProperties.Sms settings) {
        EmayConfig config = new EmayConfig();
        config.setRequestUrl(settings.url());
        config.setAccessKeyId(settings.account());
        config.setAccessKeySecret(settings.secret());
        return new Emay(config)::send;
    }

    private static Supplier zhutong(NotificationProperties.Sms settings) {
        if (settings.signature().isBlank()) {
            throw new IllegalStateException("短信服务商 zhutong 缺少 signature");
        }
        ZhutongConfig config = new ZhutongConfig();
        config.setRequestUrl(settings.url());
        config.setAccessKeyId(settings.account());
        config.setAccessKeySecret(settings.secret());
        // Neither the pool nor the timer of sms4j is used by a direct send.
        ZhutongSmsImpl blend = new ZhutongSmsImpl(config, Runnable::run, null);
        return (requestId, phone, text) -> blend.sendMessage(phone, text);
    }

    /** sms4j's emay supplier with the one field that its general interface has no place for. */
    private static final class Emay extends EmaySmsImpl {

        Emay(EmayConfig config) {
            super(config, Runnable::run, null);
        }

        SmsResponse send(String requestId, String phone, String text) {
            EmayConfig config = getConfig();
            Map<String, Object> form = EmayBuilder.buildRequestBody(
                    config.getAccessKeyId(), config.getAccessKeySecret(), phone, text, requestId);
            JSONObject answer = http.postUrl(
                    config.getRequestUrl(), Map.of("Content-Type", "application/x-www-form-urlencoded"), form);
            SmsResponse response = new SmsResponse();
            response.setSuccess("success".equalsIgnoreCase(answer.getStr("code")));
            response.setData(answer);
            return response;
        }
    }
}
