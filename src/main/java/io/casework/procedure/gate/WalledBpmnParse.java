package io.casework.procedure.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;

/**
 * Reads a model for the running engine. The whole file is judged before the engine builds anything from it, because some of the
 * engine's elements create objects of named classes while they are still being read. So a model that got into the tables past the
 * gate does not run either.
 */
class WalledBpmnParse extends BpmnParse {

    private final ModelSafety safety;
    private byte[] bytes;

    WalledBpmnParse(BpmnParser parser, ModelSafety safety) {
        super(parser);
        this.safety = safety;
    }

    @Override
    public BpmnParse sourceInputStream(InputStream inputStream) {
        try {
            bytes = inputStream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return super.sourceInputStream(new ByteArrayInputStream(bytes));
    }

    @Override
    public BpmnParse execute() {
        if (bytes == null) {
            throw new ProcessEngineException("只能从部署的文件读取流程");
        }
        Findings findings = new Findings(name == null ? "流程" : name);
        try {
            safety.check(XmlNode.read(bytes), findings);
        } catch (XmlNode.Unreadable unreadable) {
            findings.error(unreadable.getMessage());
        }
        if (findings.hasErrors()) {
            throw new ProcessEngineException(
                    findings.list().stream().map(Finding::sentence).collect(Collectors.joining("\n", "流程文件被拒绝：\n", "")));
        }
        return super.execute();
    }
}
