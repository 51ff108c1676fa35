package io.casework.demo;

import io.casework.organisation.Site;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Who plays in the demonstration. All names are made up. */
final class DemoCast {

    static final String YUNQI = "yunqi";
    static final String BINJIANG = "binjiang";

    /** @param site code of the site, or {@code null} at headquarters */
    record Member(String login, String name, String post, String site) {
    }

    private record Part(String prefix, String post, String inYunqi, String inBinjiang) {
    }

    private static final List<Part> SITE_PARTS = List.of(
            new Part("clerk", "clerk", "林晓芸", "陈思雨"),
            new Part("clerk2", "clerk", "郑雅婷", "黄诗涵"),
            new Part("records", "records-clerk", "吴佳怡", "何静怡"),
            new Part("supervisor", "service-supervisor", "蔡明辉", "许文彬"),
            new Part("director", "office-director", "王建平", "刘志远"),
            new Part("office", "management-office", "郭春燕", "邓丽娟"),
            new Part("equipment", "equipment", "谢国栋", "罗永强"),
            new Part("project", "project-department", "叶少华", "江海涛"),
            new Part("property", "property-staff", "苏德明", "卢家豪"),
            new Part("leader", "repair-leader", "方大勇", "戴立新"),
            new Part("repair", "repair-team", "曾水根", "余阿福"),
            new Part("repair2", "repair-team", "魏长顺", "潘火旺"),
            new Part("steward", "steward", "沈梦洁", "程雨薇"));

    private static final List<Member> HEADQUARTERS = List.of(
            new Member("manager", "高慧敏", "service-manager", null),
            new Member("manager2", "龚振华", "service-manager", null),
            new Member("engineer", "韩工林", "engineering", null),
            new Member("vce", "严守正", "vice-chief-engineer", null),
            new Member("dgm", "傅国安", "deputy-general-manager", null),
            new Member("gm", "宋远航", "general-manager", null),
            new Member("designer", "梁思远", "design", null),
            new Member("saleshead", "唐婉清", "sales", null),
            new Member("lawyer", "冯正言", "legal", null),
            new Member("accountant", "钱佩芳", "finance", null),
            new Member("auditor", "毛细心", "audit", null),
            new Member("group", "夏立群", "group-centre", null),
            new Member("process", "石流程", "procedure-admin", null),
            new Member("admin", "关自强", "camunda-admin", null));

    private DemoCast() {
    }

    /** Headquarters first, then site by site. */
    static List<Member> members() {
        List<Member> members = new ArrayList<>(HEADQUARTERS);
        SITE_PARTS.forEach(part -> members.add(new Member(part.prefix + "." + YUNQI, part.inYunqi, part.post, YUNQI)));
        SITE_PARTS.forEach(part -> members.add(new Member(part.prefix + "." + BINJIANG, part.inBinjiang, part.post, BINJIANG)));
        return members;
    }

    /** One site with a repair-team agreement and one without, so that both ways of an in-warranty repair can be seen. */
    static List<Site> sites(LocalDate today) {
        return List.of(
                new Site(YUNQI, "云栖花园", "云栖置业有限公司", "示范市云栖路 88 号", today.minusYears(7), true),
                new Site(BINJIANG, "滨江壹号", "滨江置业有限公司", "示范市滨江大道 1 号", today.minusYears(5), false));
    }
}
