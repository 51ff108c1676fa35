package io.casework.procedure.gate;

import java.lang.reflect.Method;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

/** The engine's expressions, of models, decisions, queries and filters alike, behind {@link ExpressionRules} and {@link WalledElResolver}. */
class WalledExpressionManager extends JuelExpressionManager {

    static final ExpressionFactory FACTORY = new ExpressionFactoryImpl();

    private final ExpressionRules rules;
    private final BeanCatalogue beanCatalogue;

    WalledExpressionManager(BeanCatalogue beanCatalogue) {
        this.beanCatalogue = beanCatalogue;
        this.rules = new ExpressionRules(beanCatalogue);
    }

    @Override
    public ValueExpression createValueExpression(String expression) {
        List<String> problems = rules.problems(expression);
        if (!problems.isEmpty()) {
            throw new ProcessEngineException("表达式被拒绝：" + ExpressionRules.shortened(expression) + "：" + String.join("；", problems));
        }
        return super.createValueExpression(expression);
    }

    @Override
    protected ELResolver createElResolver() {
        return new WalledElResolver(beanCatalogue);
    }

    /** Plug-ins add functions of their own, such as an XML reader; models do without. */
    @Override
    public void addFunction(String name, Method function) {
        if (ExpressionRules.FUNCTIONS.contains(name)) {
            super.addFunction(name, function);
        }
    }
}
