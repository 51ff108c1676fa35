package io.casework.contact.process;

import io.casework.contact.Opinions;
import io.casework.contact.SpecialServices;
import io.casework.platform.ChineseTime;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The opinion, the cluster and the special service as the forms on their way show them. */
@Component
class CommunicationForms implements FormData {

    private final Opinions opinions;
    private final SpecialServices services;

    CommunicationForms(Opinions opinions, SpecialServices services) {
        this.opinions = opinions;
        this.services = services;
    }

    @Override
    public boolean serves(String formId) {
        return formId.startsWith("communication-") || formId.equals("special-service-provide");
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        switch (request.formId()) {
            case "communication-measures" -> opinions.clusterOf(request.caseNumber()).ifPresent(cluster -> shown.put("clusterCard", card(cluster)));
            case "communication-assist", "communication-answer" ->
                    opinions.latest(request.caseNumber()).ifPresent(opinion -> shown.put("opinionCard", card(opinion)));
            case "special-service-provide" -> services.latest(request.caseNumber()).ifPresent(service -> shown.put("serviceCard", card(service)));
            default -> {
                // Filling the record anew begins with an empty form.
            }
        }
        return shown;
    }

    private String card(Opinions.Cluster cluster) {
        return Markdown.line("主题", cluster.topic()) + Markdown.line("条数", cluster.opinions())
                + opinions.of(cluster).stream().map(opinion -> "- " + opinion.caseNumber() + " " + Markdown.plain(opinion.text())).collect(Collectors.joining("\n"));
    }

    private static String card(Opinions.Opinion opinion) {
        return Markdown.line("主题", opinion.topic()) + Markdown.line("意见和建议", opinion.text()) + Markdown.line("对象说明", opinion.partiesNote())
                + Markdown.line("约定时机", ChineseTime.minute(opinion.occasionAt()) + "，第 " + opinion.occasions() + " 次")
                + Markdown.line("协助结果", opinion.resultNote());
    }

    private static String card(SpecialServices.Request service) {
        return Markdown.line("要求的服务", service.serviceRequested()) + Markdown.line("客户希望的时间", ChineseTime.minute(service.wantedAt()))
                + Markdown.line("说明", service.note());
    }
}
