package io.casework.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.testkit.SmsSupplier;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The adapter against a local HTTP end point; the suppliers' own servers are not reached. */
class Sms4jGatewayTest {

    private final SmsSupplier supplier = new SmsSupplier();

    @AfterEach
    void stop() {
        supplier.stop();
    }

    private NotificationProperties.Sms settings(String name) {
        return new NotificationProperties.Sms(name, supplier.url(), "app", "key", "云栖物业", Duration.ofSeconds(10));
    }

    @Test
    void emayGetsTextSignatureAndRequestId() {
        Sms4jGateway.of(settings("emay")).send(new SmsGateway.Message("id-1", "+86 139-0000-0001", "您好&再见"));

        assertThat(supplier.to("13900000001")).singleElement().satisfies(request -> {
            assertThat(request.query()).containsEntry("content", "【云栖物业】您好&再见").containsEntry("customSmsId", "id-1")
                    .containsEntry("appId", "app").containsKey("sign");
            assertThat(request.query().values()).as("the key itself never travels").doesNotContain("key");
        });
    }

    @Test
    void zhutongGetsTextAndSignature() {
        supplier.answer("{\"code\":200,\"msg\":\"success\"}");
        Sms4jGateway.of(settings("zhutong")).send(new SmsGateway.Message("id-1", "13900000002", "您好"));

        assertThat(supplier.to("13900000002")).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/v2/sendSms");
            assertThat(request.body()).contains("【云栖物业】您好").doesNotContain("\"key\"");
        });
    }

    @Test
    void aRefusalIsAFailureAndIsNotRepeatedByTheLibrary() {
        supplier.answer("{\"code\":\"ERROR_SIGN\"}");
        assertThatThrownBy(() -> Sms4jGateway.of(settings("emay")).send(new SmsGateway.Message("id-1", "13900000003", "您好")))
                .hasMessageContaining("ERROR_SIGN");
        assertThat(supplier.to("13900000003")).hasSize(1);

        supplier.answer("{\"code\":4001}");
        assertThatThrownBy(() -> Sms4jGateway.of(settings("zhutong")).send(new SmsGateway.Message("id-1", "13900000004", "您好")))
                .hasMessageContaining("4001");
        assertThat(supplier.to("13900000004")).hasSize(1);
    }

    @Test
    void aSupplierThatIsAwayIsAFailure() {
        SmsGateway gateway = Sms4jGateway.of(settings("emay"));
        supplier.stop();
        assertThatThrownBy(() -> gateway.send(new SmsGateway.Message("id-1", "13900000005", "您好")))
                .isNotInstanceOf(PermanentFailure.class);
    }

    @Test
    void whatIsNoMobileNumberIsRefusedForGood() {
        SmsGateway gateway = Sms4jGateway.of(settings("emay"));
        for (String phone : List.of("0571-88001234", "12345", "", "139000000011", "13900000001,13900000002", "1390000000x")) {
            assertThatThrownBy(() -> gateway.send(new SmsGateway.Message("id-1", phone, "您好"))).as(phone)
                    .isInstanceOf(PermanentFailure.class);
        }
    }

    @Test
    void overlongTextsAreCut() {
        Sms4jGateway.of(settings("emay")).send(new SmsGateway.Message("id-1", "13900000006", "长".repeat(2000)));
        assertThat(supplier.to("13900000006").get(0).query().get("content")).hasSize(500).endsWith("…");
    }

    @Test
    void noSupplierMeansNoGatewayAndIncompleteSettingsStopTheStart() {
        assertThat(Sms4jGateway.of(new NotificationProperties.Sms("", "", "", "", "", Duration.ofSeconds(1)))).isNull();
        assertThatThrownBy(() -> Sms4jGateway.of(settings("nobody"))).hasMessageContaining("不支持");
        assertThatThrownBy(() -> Sms4jGateway.of(
                new NotificationProperties.Sms("emay", "https://sms.example.test/send", "", "", "", Duration.ofSeconds(1))))
                .hasMessageContaining("缺少");
        assertThatThrownBy(() -> Sms4jGateway.of(
                new NotificationProperties.Sms("emay", "http://sms.example.test/send", "a", "b", "", Duration.ofSeconds(1))))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> Sms4jGateway.of(
                new NotificationProperties.Sms("zhutong", "https://sms.example.test/", "a", "b", "", Duration.ofSeconds(1))))
                .hasMessageContaining("signature");
    }
}
