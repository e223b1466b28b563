package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has a registry and images for tests that are made in code.
 *
 * <p>In a static field it serves the tests of the class, in an instance field a test; what it has is closed after them.
 * It may be used beside {@link BuildImage}, and resolves no parameters. Safe for use by many threads.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DockdashExtension dockdash = DockdashExtension.builder()
 *         .image("tool", context -> context.image()
 *                 .layer(context.layer().directory(context.resource("tool"), "/opt/tool").build())
 *                 .build())
 *         .build();
 *
 * @Test
 * void runs() {
 *     pull(dockdash.image("tool").reference());
 * }
 * }</pre>
 */
public final class DockdashExtension implements BeforeAllCallback, BeforeEachCallback {

    private final Builder definition;
    private @Nullable CodedImages current;
    private int claims;

    private DockdashExtension(Builder definition) {
        this.definition = definition;
    }

    /** Starts an extension that has no images and uses the registry of the test run. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts registry and images unless a class around or the class of a test did. */
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start(context);
    }

    /** Starts registry and images unless the class did. */
    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        start(context);
    }

    private void start(ExtensionContext context) throws IOException {
        context.getStore(TestRun.NAMESPACE)
                .getOrComputeIfAbsent(this, extension -> new Claim(this), Claim.class)
                .images()
                .start(context);
    }

    /**
     * Returns the registry.
     *
     * @throws IllegalStateException if no test runs that this extension is registered for
     */
    public TestRegistry registry() {
        return started().registry();
    }

    /**
     * Returns an image.
     *
     * @throws IllegalArgumentException if it has none of that name
     * @throws IllegalStateException if no test runs that this extension is registered for
     */
    public PushedImage image(String name) {
        return started().image(name);
    }

    private synchronized CodedImages started() {
        return Optional.ofNullable(current)
                .filter(CodedImages::isStarted)
                .orElseThrow(() -> new IllegalStateException("This DockdashExtension is not started: annotate its field"
                        + " with @RegisterExtension, and use it in tests and lifecycle methods only"));
    }

    private synchronized CodedImages claim() {
        CodedImages claimed = Objects.requireNonNullElseGet(
                current,
                () -> new CodedImages(Optional.ofNullable(definition.registry), Map.copyOf(definition.images)));
        current = claimed;
        claims++;
        return claimed;
    }

    private synchronized void release() {
        claims--;
        if (claims == 0 && current != null) {
            current.close();
            current = null;
        }
    }

    /** One context that uses the extension; with the last one that is closed goes what the extension has. */
    @SuppressWarnings("deprecation") // JUnit 5.12 closes only a CloseableResource, later versions any AutoCloseable.
    private static final class Claim implements AutoCloseable, ExtensionContext.Store.CloseableResource {

        private final DockdashExtension extension;
        private final CodedImages images;

        Claim(DockdashExtension extension) {
            this.extension = extension;
            this.images = extension.claim();
        }

        CodedImages images() {
            return images;
        }

        @Override
        public void close() {
            extension.release();
        }
    }

    /** Collects what an extension has. Not thread-safe. */
    public static final class Builder {

        private @Nullable RegistryStarter registry;
        private final Map<String, ImageFactory> images = new LinkedHashMap<>();

        private Builder() {}

        /** Gives it a registry of its own, started as said. */
        public Builder registry(RegistryStarter starter) {
            this.registry = Objects.requireNonNull(starter, "starter");
            return this;
        }

        /**
         * Adds an image, made and pushed before tests run; its tag follows from its content.
         *
         * @param name the repository, and the name for {@link DockdashExtension#image}
         * @throws IllegalArgumentException if it cannot be the name of a repository, or is there already
         */
        public Builder image(String name, ImageFactory factory) {
            ImageDefinition.ofCode(name, factory, Compression.ZSTD);
            if (images.putIfAbsent(name, factory) != null) {
                throw new IllegalArgumentException("The image \"" + name + "\" is there already");
            }
            return this;
        }

        /** Returns the extension; the builder may be used on, without effect on it. */
        public DockdashExtension build() {
            Builder copy = new Builder();
            copy.registry = registry;
            copy.images.putAll(images);
            return new DockdashExtension(copy);
        }
    }
}
