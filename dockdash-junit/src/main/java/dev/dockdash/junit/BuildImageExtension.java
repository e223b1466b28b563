package dev.dockdash.junit;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Has images pushed and registries started before tests, and injects them; all state is in the store. */
final class BuildImageExtension
        implements ExecutionCondition,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                TestInstancePostProcessor,
                ParameterResolver {

    /** What is wrong in a declaration is told where it would be made, not here. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> reason;
        try {
            reason = new DockerNeed(context).reasonToSkip();
        } catch (ExtensionConfigurationException | ParameterResolutionException e) {
            return ConditionEvaluationResult.enabled("It fails later: " + e.getMessage());
        }
        return reason.map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("All registries that it needs can run"));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Class<?> type = context.getRequiredTestClass();
        InjectedField.of(type, false);
        inject(type, true, Optional.empty(), context);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws IOException {
        inject(instance.getClass(), false, Optional.of(instance), context);
    }

    private static void inject(Class<?> type, boolean ofClass, Optional<Object> instance, ExtensionContext context)
            throws IOException {
        Scope scope = Scope.of(type, context);
        List<InjectedField> fields = InjectedField.of(type, ofClass);
        new Making(scope).prepare();
        for (InjectedField field : fields) {
            field.set(instance, resolve(field.injection(), scope));
        }
    }

    private static Object resolve(Injection injection, Scope scope) throws IOException {
        try {
            return injection.resolve(scope);
        } catch (ParameterResolutionException e) {
            throw new ExtensionConfigurationException(e.getMessage(), e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Method method = context.getRequiredTestMethod();
        new Making(Scope.of(method, context)).prepare();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            new FailureReport(context, Scope.of(context.getRequiredTestMethod(), context)).publish();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            new FailureReport(context, Scope.of(context.getRequiredTestClass(), context)).publish();
        }
    }

    /** Lets JUnit do without the older scope, in which an instance does not know the test that it is for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.of(parameter.getParameter()).isAsked();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Injection injection = Injection.of(parameter.getParameter());
        injection.problem().ifPresent(problem -> {
            throw new ParameterResolutionException(problem);
        });
        Scope scope = Scope.of(parameter.getDeclaringExecutable(), context);
        try {
            new Making(scope).prepare();
            return injection.resolve(scope);
        } catch (IOException e) {
            String target = ElementName.of(parameter.getParameter());
            throw new ParameterResolutionException("Cannot resolve " + target + ": " + e.getMessage(), e);
        }
    }
}
