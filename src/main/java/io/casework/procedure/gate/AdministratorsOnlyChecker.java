package io.casework.procedure.gate;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.CommandChecker;
import org.camunda.bpm.engine.impl.context.Context;

/**
 * Deploying, deleting and suspending definitions stay with administrators, through whichever interface the command comes, whether the
 * engine's authorization is on or not. The interface has some seventy questions, of which ten concern us; the others are left to
 * the other checkers.
 */
final class AdministratorsOnlyChecker {

    private static final Set<String> OURS = Set.of(
            "checkCreateDeployment", "checkDeleteDeployment",
            "checkDeleteProcessDefinitionById", "checkDeleteProcessDefinitionByKey",
            "checkUpdateProcessDefinitionById", "checkUpdateProcessDefinitionByKey",
            "checkUpdateProcessDefinitionSuspensionStateById", "checkUpdateProcessDefinitionSuspensionStateByKey",
            "checkUpdateDecisionDefinitionById", "checkRegisterDeployment", "checkUnregisterDeployment");

    private AdministratorsOnlyChecker() {
    }

    static CommandChecker create() {
        return (CommandChecker) Proxy.newProxyInstance(
                CommandChecker.class.getClassLoader(), new Class<?>[] {CommandChecker.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "AdministratorsOnlyChecker";
                        };
                    }
                    if (OURS.contains(method.getName())) {
                        Administrators.requireUnlessSystem(Context.getCommandContext());
                    }
                    return null;
                });
    }
}
