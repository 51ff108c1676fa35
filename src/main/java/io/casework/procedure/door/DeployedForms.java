package io.casework.procedure.door;

import io.casework.procedure.form.FormDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.form.CamundaFormRef;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.repository.CamundaFormDefinition;
import org.springframework.stereotype.Component;

/** The forms as they are deployed. A deployed form never changes, so each is read and parsed once. */
@Component
class DeployedForms {

    private static final int MAX_FORMS = 1000;

    private final Map<String, DeployedForm> forms = new ConcurrentHashMap<>();

    /** A deployed form: definition, version and the bytes as they were deployed. */
    record DeployedForm(FormDefinition definition, int version, byte[] json) {
    }

    /** The form that the reference means inside this deployment; {@code null} where there is no reference or no such form. */
    DeployedForm find(CommandContext context, CamundaFormRef ref, String deploymentId) {
        if (ref == null || ref.getKey() == null) {
            return null;
        }
        if (!"deployment".equals(ref.getBinding())) {
            return read(context, ref, deploymentId);
        }
        if (forms.size() > MAX_FORMS) {
            forms.clear();
        }
        String key = deploymentId + "/" + ref.getKey();
        DeployedForm known = forms.get(key);
        if (known == null) {
            known = read(context, ref, deploymentId);
            if (known != null) {
                forms.put(key, known);
            }
        }
        return known;
    }

    private static DeployedForm read(CommandContext context, CamundaFormRef ref, String deploymentId) {
        return context.runWithoutAuthorization(() -> {
            CamundaFormDefinition form = new GetCamundaFormDefinitionCmd(ref, deploymentId).execute(context);
            if (form == null) {
                return null;
            }
            try (InputStream stream = new GetDeploymentResourceCmd(form.getDeploymentId(), form.getResourceName()).execute(context)) {
                byte[] json = stream.readAllBytes();
                return new DeployedForm(FormDefinition.parse(json), form.getVersion(), json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
