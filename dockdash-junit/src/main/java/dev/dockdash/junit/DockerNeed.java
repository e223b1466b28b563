package dev.dockdash.junit;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whether a class or method needs Docker.
 *
 * @param context the context of the class or method
 */
record DockerNeed(ExtensionContext context) {

    /**
     * Returns why the class or method is to be skipped, if that is so.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if a declaration is wrong
     */
    Optional<String> reasonToSkip() {
        TestRun run = TestRun.of(context);
        return needed(run).stream()
                .map(run.start()::reasonToSkip)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<RegistryDefinition> needed(TestRun run) {
        AnnotatedElement element = context.getElement().orElse(null);
        if (!(element instanceof Class<?>) && !(element instanceof Method)) {
            return List.of();
        }
        Level level = run.level(element);
        List<RegistryDefinition> needed = new ArrayList<>();
        level.registries().values().forEach(registry -> needed.add(registry.definition()));
        if (!level.images().isEmpty() && scope(element).registryFor("", "").isEmpty()) {
            needed.add(run.registryDefinition());
        }
        return needed;
    }

    private Scope scope(AnnotatedElement element) {
        return element instanceof Class<?> type ? Scope.of(type, context) : Scope.of((Executable) element, context);
    }
}
