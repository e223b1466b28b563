package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What all test classes of a run share, each part made when it is first used; JUnit closes it at the end of the run. */
@SuppressWarnings("deprecation") // JUnit 5.12 closes only a CloseableResource, later versions close any AutoCloseable.
final class TestRun implements AutoCloseable, ExtensionContext.Store.CloseableResource {

    static final Namespace NAMESPACE = Namespace.create(BuildImageExtension.class);

    private final Once<ImageBuilds> builds = new Once<>();
    private final Once<EmbeddedRegistry> embedded = new Once<>();
    private final Once<TestRegistry> registry = new Once<>();
    private final ClassPathDirectories classPath = new ClassPathDirectories();

    private TestRun() {}

    /** Returns the one of the run that the context belongs to. */
    static TestRun of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(TestRun.class, key -> new TestRun(), TestRun.class);
    }

    ClassPathDirectories classPath() {
        return classPath;
    }

    ImageBuilds builds() throws IOException {
        return builds.get(() -> new ImageBuilds(Dockdash.create()));
    }

    /** Returns the registry, which runs from now on at the latest. */
    TestRegistry registry() throws IOException {
        return registry.get(() -> describe(embedded.get(EmbeddedRegistry::start)));
    }

    private static TestRegistry describe(EmbeddedRegistry running) {
        return new TestRegistry(running.hostAndPort(), running.uri());
    }

    @Override
    public void close() throws IOException {
        embedded.ifMade().ifPresent(EmbeddedRegistry::close);
        classPath.close();
    }
}
