package io.casework.procedure.gate;

import io.casework.procedure.ProcedureBean;
import java.beans.FeatureDescriptor;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * What an expression finds when it is evaluated. Listed beans come before process variables, so that nobody puts a variable in the
 * place of a bean; everything can only be read; properties are those of maps, lists and arrays; methods are those offered by listed
 * beans and the harmless ones of {@link SafeValues}.
 */
class WalledElResolver extends ELResolver {

    private final BeanCatalogue beans;
    private final ELResolver variables = new VariableScopeElResolver();
    private final ELResolver decisionInputs = new VariableContextElResolver();

    WalledElResolver(BeanCatalogue beans) {
        this.beans = beans;
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        if (base == null) {
            return root(context, String.valueOf(property));
        }
        if (property == null) {
            return null;
        }
        Object value;
        if (base instanceof Map<?, ?> map) {
            value = map.get(property);
        } else if (base instanceof List<?> list) {
            value = within(index(property), list.size()) ? list.get(index(property)) : null;
        } else if (base.getClass().isArray()) {
            value = within(index(property), Array.getLength(base)) ? Array.get(base, index(property)) : null;
        } else {
            value = SafeValues.read(base, String.valueOf(property));
        }
        context.setPropertyResolved(true);
        return value;
    }

    private Object root(ELContext context, String name) {
        if (beans.lists(name)) {
            context.setPropertyResolved(true);
            return beans.bean(name);
        }
        Object value = variables.getValue(context, null, name);
        if (!context.isPropertyResolved() && !VariableContextElResolver.VAR_CTX_KEY.equals(name)) {
            value = decisionInputs.getValue(context, null, name);
        }
        return value;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object methodName, Class<?>[] types, Object[] arguments) {
        if (base == null || methodName == null) {
            return null;
        }
        String name = String.valueOf(methodName);
        Object result;
        if (isListed(base)) {
            List<Method> offered = BeanCatalogue.callableOn(base, name);
            if (offered.isEmpty()) {
                throw new ELException("处理程序没有供流程调用的方法 " + name + "()");
            }
            result = SafeValues.call(offered, base, name, arguments);
        } else if (base instanceof DelegateExecution || base instanceof DelegateTask) {
            throw new ELException("表达式不能调用引擎对象的方法 " + name + "()");
        } else {
            result = SafeValues.ask(base, name, arguments);
        }
        context.setPropertyResolved(true);
        return result;
    }

    private static boolean isListed(Object base) {
        return AnnotatedElementUtils.hasAnnotation(AopUtils.getTargetClass(base), ProcedureBean.class);
    }

    private static int index(Object property) {
        if (property instanceof Number number) {
            return number.intValue();
        }
        try {
            return Integer.parseInt(property.toString());
        } catch (NumberFormatException notAnIndex) {
            throw new ELException("列表没有属性 " + property);
        }
    }

    private static boolean within(int index, int size) {
        return index >= 0 && index < size;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        throw new ELException("表达式不能赋值");
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return Object.class;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }
}
