package io.casework.demo;

import io.casework.organisation.DemoAccounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the demonstration where to go and who signs in with what. */
@Component
@Profile("demo")
class DemoAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(DemoAnnouncement.class);
    private static final int LOGIN_WIDTH = 22;
    private static final int NAME_WIDTH = 10;
    private static final int POST_WIDTH = 24;

    private final DemoAccounts demo;
    private final Environment environment;

    DemoAnnouncement(DemoAccounts demo, Environment environment) {
        this.demo = demo;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void announce() {
        log.info(text(environment.getProperty("local.server.port", "8080")));
    }

    String text(String port) {
        StringBuilder text = new StringBuilder("演示环境已就绪\n\n");
        text.append("  首页      http://localhost:").append(port).append("/\n");
        text.append("  任务列表  http://localhost:").append(port).append("/camunda/app/tasklist/\n");
        text.append("  所有演示账号的密码都是：").append(demo.password()).append("\n\n");
        text.append("  ").append(pad("登录名", LOGIN_WIDTH)).append(pad("姓名", NAME_WIDTH)).append(pad("岗位", POST_WIDTH))
                .append("所在\n");
        for (DemoAccounts.DemoAccount account : demo.accounts()) {
            text.append("  ").append(pad(account.login(), LOGIN_WIDTH)).append(pad(account.name(), NAME_WIDTH))
                    .append(pad(account.post(), POST_WIDTH)).append(account.site()).append('\n');
        }
        return text.toString();
    }

    /** A Chinese character is as wide as two Latin ones. */
    private static String pad(String text, int width) {
        int taken = text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
        return text + " ".repeat(Math.max(1, width - taken));
    }
}
