package dev.dockdash.junit;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Has the images of a test class pushed before its tests and resolves parameters; all state is in the store. */
final class BuildImageExtension implements BeforeAllCallback, ParameterResolver {

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        DeclaredImages.of(context.getRequiredTestClass(), context).pushed();
    }

    /** Lets JUnit do without the older scope, in which an instance does not know the test that it is for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = typeOf(parameter);
        return type == PushedImage.class || type == TestRegistry.class || parameter.isAnnotated(ImageRef.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = typeOf(parameter);
        Optional<ImageRef> reference = parameter.findAnnotation(ImageRef.class);
        try {
            if (type == TestRegistry.class && reference.isEmpty()) {
                return TestRun.of(context).registry();
            }
            requireImageType(parameter);
            PushedImage image = choose(parameter, reference, context);
            return type == String.class ? image.reference() : image;
        } catch (IOException e) {
            throw new ParameterResolutionException("Cannot resolve " + describe(parameter) + ": " + e.getMessage(), e);
        }
    }

    private static PushedImage choose(
            ParameterContext parameter, Optional<ImageRef> reference, ExtensionContext context) throws IOException {
        Declarations declarations = Declarations.seenBy(parameter.getDeclaringExecutable(), context);
        String target = describe(parameter);
        return reference
                .map(ImageRef::value)
                .filter(name -> !name.isEmpty())
                .map(name -> declarations.named(name, target))
                .orElseGet(() -> declarations.only(target));
    }

    private static void requireImageType(ParameterContext parameter) {
        Class<?> type = typeOf(parameter);
        if (type != PushedImage.class && type != String.class) {
            throw new ParameterResolutionException(
                    "Can only resolve @ImageRef parameter of type java.lang.String or " + PushedImage.class.getName()
                            + " but " + describe(parameter) + " is of type " + type.getTypeName());
        }
    }

    private static Class<?> typeOf(ParameterContext parameter) {
        return parameter.getParameter().getType();
    }

    /** Returns a text such as {@code parameter [PushedImage web] of method demo.WebTest.deploys}. */
    private static String describe(ParameterContext parameter) {
        Executable executable = parameter.getDeclaringExecutable();
        String className = executable.getDeclaringClass().getName();
        String owner = executable instanceof Constructor<?>
                ? "the constructor of " + className
                : "method " + className + "." + executable.getName();
        return "parameter [" + typeOf(parameter).getSimpleName() + " "
                + parameter.getParameter().getName() + "] of " + owner;
    }
}
