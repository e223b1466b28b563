package dev.dockdash.junit;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The images of one test class; they are pushed together when they are first asked for, or not at all. */
final class DeclaredImages {

    private final Class<?> testClass;
    private final ExtensionContext context;
    private final Once<Map<String, PushedImage>> pushed = new Once<>();

    private DeclaredImages(Class<?> testClass, ExtensionContext context) {
        this.testClass = testClass;
        this.context = context;
    }

    /** Returns those of a class; the context is that of the class. */
    static DeclaredImages of(Class<?> testClass, ExtensionContext context) {
        return context.getStore(TestRun.NAMESPACE)
                .getOrComputeIfAbsent(testClass, type -> new DeclaredImages(type, context), DeclaredImages.class);
    }

    /**
     * Returns the images by name, in the order in which they are declared.
     *
     * @throws ExtensionConfigurationException if one cannot be built or pushed
     * @throws IOException if the registry cannot be started
     */
    Map<String, PushedImage> pushed() throws IOException {
        return pushed.get(this::pushAll);
    }

    private Map<String, PushedImage> pushAll() throws IOException {
        Map<String, ImageDeclaration> declarations =
                ImageDeclaration.allOf(testClass, Configuration.compression(context));
        return declarations.isEmpty()
                ? Map.of()
                : pushAll(declarations.values(), testClass.getClassLoader(), TestRun.of(context));
    }

    /** One step for all before the next step for any: nothing is pushed when anything is wrong. */
    private static Map<String, PushedImage> pushAll(
            Collection<ImageDeclaration> declarations, ClassLoader loader, TestRun run) throws IOException {
        Map<ImageDeclaration, Optional<Path>> directories = new LinkedHashMap<>();
        declarations.forEach(declaration -> directories.put(declaration, declaration.locate(run.classPath(), loader)));
        ImageBuilds builds = run.builds();
        Map<ImageDeclaration, Image> images = new LinkedHashMap<>();
        directories.forEach((declaration, directory) -> images.put(declaration, declaration.build(builds, directory)));
        TestRegistry registry = run.registry();
        Map<String, PushedImage> pushed = new LinkedHashMap<>();
        images.forEach((declaration, image) ->
                pushed.put(declaration.definition().name(), declaration.push(builds, image, registry)));
        return Collections.unmodifiableMap(pushed);
    }
}
