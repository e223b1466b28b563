package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What all test classes of a run share, each part made when it is first used; JUnit closes it at the end of the run. */
@SuppressWarnings("deprecation") // JUnit 5.12 closes only a CloseableResource, later versions close any AutoCloseable.
final class TestRun implements AutoCloseable, ExtensionContext.Store.CloseableResource {

    static final Namespace NAMESPACE = Namespace.create(BuildImageExtension.class);

    private final Configuration configuration;
    private final Once<ImageBuilds> builds = new Once<>();
    private final Once<BlobCache> cache = new Once<>();
    private final Once<Dockdash> dockdash = new Once<>();
    private final AtomicBoolean warm = new AtomicBoolean();
    private final Map<RegistryDefinition, LiveRegistry> registries = new ConcurrentHashMap<>();
    private final RegistryStart start;
    private final Once<Configuration> checked = new Once<>();
    private final Map<AnnotatedElement, Level> levels = new ConcurrentHashMap<>();
    private final ClassPathResources classPath = new ClassPathResources();

    TestRun(Configuration configuration, Containers containers) {
        this.configuration = configuration;
        this.start = new RegistryStart(configuration, containers);
    }

    /** Returns the one of the run that the context belongs to. */
    static TestRun of(ExtensionContext context) {
        ExtensionContext root = context.getRoot();
        return root.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        TestRun.class, key -> new TestRun(Configuration.of(root), Containers.ofUser()), TestRun.class);
    }

    /**
     * Returns what users configure.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if they use a name that there is not,
     *     or a wrong value where it would be seen only when a test fails
     * @throws IOException never
     */
    Configuration configuration() throws IOException {
        return checked.get(() -> {
            ClassLoader loader = Objects.requireNonNullElseGet(
                    Thread.currentThread().getContextClassLoader(), TestRun.class::getClassLoader);
            configuration.checkNames(ConfigurationNames.of(System.getProperties(), loader));
            configuration.checkValues();
            return configuration;
        });
    }

    RegistryStart start() {
        return start;
    }

    LiveRegistry live(RegistryDefinition definition) {
        return new LiveRegistry(() -> start.start(definition));
    }

    ClassPathResources classPath() {
        return classPath;
    }

    /**
     * Returns what a class, method or constructor declares.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if a declaration is wrong
     */
    Level level(AnnotatedElement element) {
        Level known = levels.get(element);
        if (known != null) {
            return known;
        }
        LevelReader reader = new LevelReader(configuration);
        Level level =
                element instanceof Class<?> type ? reader.ofClass(type) : reader.ofExecutable((Executable) element);
        levels.put(element, level);
        return level;
    }

    ImageBuilds builds() throws IOException {
        return builds.get(() -> new ImageBuilds(cache(), this::dockdash, configuration.platform()));
    }

    private BlobCache cache() throws IOException {
        return cache.get(() -> {
            BlobCache local = BlobCache.ofUser();
            return configuration
                    .remoteCache(RegistryClient::create)
                    .map(local::withRemote)
                    .orElse(local);
        });
    }

    /** Returns the client, made now if it was not. */
    Dockdash dockdash() throws IOException {
        return dockdash.get(() ->
                Dockdash.builder().cache(cache()).client(configuration.client()).build());
    }

    /** Makes the client on another thread: in a fresh JVM it takes as long to load as the first image to build. */
    void warmUp() {
        if (warm.compareAndSet(false, true)) {
            Thread thread = new Thread(this::makeClient, "dockdash-client");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void makeClient() {
        try {
            dockdash();
        } catch (IOException | RuntimeException e) {
            System.getLogger(TestRun.class.getName())
                    .log(System.Logger.Level.DEBUG, "The client is made again when it is needed", e);
        }
    }

    /** Returns the registry of those who declare none, which runs from now on at the latest. */
    TestRegistry registry() throws IOException {
        return shared(registryDefinition()).running();
    }

    RegistryDefinition registryDefinition() {
        return RegistryDefinition.ofRun(configuration);
    }

    /** Returns the registry of all with that definition. */
    LiveRegistry shared(RegistryDefinition definition) {
        return registries.computeIfAbsent(definition, this::live);
    }

    @Override
    public void close() throws IOException {
        registries.values().forEach(LiveRegistry::close);
        classPath.close();
    }
}
