package io.casework.procedure.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The procedures that came with the software: everything below {@code processes/} and {@code forms/} on the class path. */
@Component
class ReleaseFiles {

    private final ObjectMapper json;

    ReleaseFiles(ObjectMapper json) {
        this.json = json;
    }

    /** Decisions first, then processes, each in the order of their ids. */
    List<ReleaseBundle> bundles() {
        Map<String, byte[]> formFiles = read("forms", "form");
        Map<String, String> fileOfForm = new LinkedHashMap<>();
        formFiles.forEach((file, bytes) -> {
            String id = formId(file, bytes);
            String other = fileOfForm.put(id, file);
            if (other != null) {
                throw new IllegalStateException("表单编号 " + id + " 重复：" + other + " 与 " + file);
            }
        });
        List<ReleaseBundle> bundles = new ArrayList<>();
        read("processes", "dmn").forEach((file, bytes) -> bundles.add(decision(file, bytes)));
        read("processes", "bpmn").forEach((file, bytes) -> bundles.add(process(file, bytes, fileOfForm, formFiles)));
        return bundles;
    }

    /** All form files: path to content. */
    Map<String, byte[]> forms() {
        return read("forms", "form");
    }

    private static ReleaseBundle decision(String file, byte[] bytes) {
        List<String> ids = DecisionRules.decisions(readModel(file, bytes)).stream().map(node -> String.valueOf(node.attribute("id"))).toList();
        return ReleaseBundle.of(ReleaseReport.Kind.DECISION, DeploymentGate.baseName(file), ids, Map.of(file, bytes));
    }

    private static ReleaseBundle process(String file, byte[] bytes, Map<String, String> fileOfForm, Map<String, byte[]> formFiles) {
        XmlNode root = readModel(file, bytes);
        Map<String, byte[]> resources = new LinkedHashMap<>();
        resources.put(file, bytes);
        HouseRules.formRefs(root).forEach(id -> {
            String form = fileOfForm.get(id);
            if (form != null) {
                resources.put(form, formFiles.get(form));
            }
        });
        List<String> ids = HouseRules.executable(root).stream().map(node -> String.valueOf(node.attribute("id"))).toList();
        return ReleaseBundle.of(ReleaseReport.Kind.PROCESS, DeploymentGate.baseName(file), ids, resources);
    }

    private static XmlNode readModel(String file, byte[] bytes) {
        try {
            return XmlNode.read(bytes);
        } catch (XmlNode.Unreadable unreadable) {
            throw new IllegalStateException(file + ":" + unreadable.getMessage(), unreadable);
        }
    }

    private String formId(String file, byte[] bytes) {
        try {
            JsonNode id = json.readTree(bytes).path("id");
            if (id.isTextual()) {
                return id.asText();
            }
        } catch (IOException notJson) {
            throw new IllegalStateException(file + "：不是正确的 JSON", notJson);
        }
        throw new IllegalStateException(file + "：表单没有编号（id）");
    }

    /** Path below the folder to content; the path is the same whether the software runs from a jar or from a source tree. */
    private static Map<String, byte[]> read(String folder, String extension) {
        try {
            Map<String, byte[]> files = new TreeMap<>();
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath*:" + folder + "/**/*." + extension)) {
                String url = resource.getURL().toString();
                String path = java.net.URLDecoder.decode(url.substring(url.lastIndexOf("/" + folder + "/") + 1),
                        java.nio.charset.StandardCharsets.UTF_8);
                files.put(path, resource.getContentAsByteArray());
            }
            return files;
        } catch (FileNotFoundException noSuchFolder) {
            return Map.of();
        } catch (IOException unreadable) {
            throw new IllegalStateException("读不出随软件发布的流程文件", unreadable);
        }
    }
}
