package io.casework.procedure.gate;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.scripting.ExecutableScript;
import org.camunda.bpm.engine.impl.scripting.ScriptFactory;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/** No script of any language runs in the engine, whatever element carries it; {@code juel} as a script language is one, too. */
final class NoScripts {

    private static final String MESSAGE = "流程中不能使用脚本";

    private NoScripts() {
    }

    static ScriptFactory factory() {
        return new ScriptFactory() {
            @Override
            public ExecutableScript createScriptFromResource(String language, String resource) {
                throw refusal();
            }

            @Override
            public ExecutableScript createScriptFromResource(String language, Expression resourceExpression) {
                throw refusal();
            }

            @Override
            public ExecutableScript createScriptFromSource(String language, String source) {
                throw refusal();
            }

            @Override
            public ExecutableScript createScriptFromSource(String language, Expression sourceExpression) {
                throw refusal();
            }
        };
    }

    /** Decision tables name a language per cell and ask here for its engine. */
    static ScriptEngineResolver engines() {
        return new ScriptEngineResolver() {
            @Override
            public void addScriptEngineFactory(ScriptEngineFactory factory) {
                // None is wanted.
            }

            @Override
            public ScriptEngineManager getScriptEngineManager() {
                throw refusal();
            }

            @Override
            public ScriptEngine getScriptEngine(String language, boolean useCache) {
                throw refusal();
            }
        };
    }

    private static ProcessEngineException refusal() {
        return new ProcessEngineException(MESSAGE);
    }
}
