package dev.dockdash.testregistry;

import dev.dockdash.testregistry.Route.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A registry inside this JVM that speaks the whole OCI distribution specification 1.1 over plain HTTP.
 *
 * <p>It listens on a free port of the loopback address only, starts empty, and keeps what is pushed in a temporary
 * directory, which goes with it: when it is closed, when the JVM exits, or, should the JVM be killed, when the next
 * registry starts. Its memory use does not depend on the size of blobs. It takes what is made of parts only after the
 * parts: a manifest whose blobs or, for an index, manifests are missing is refused. Thread-safe.
 *
 * <p>It needs the module {@code jdk.httpserver}. If something else in the JVM made an {@code HttpServer} of that module
 * earlier, answers take 40 ms each unless the JVM was started with {@code -Dsun.net.httpserver.nodelay=true}.
 *
 * <pre>{@code
 * try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
 *     push(image, registry.hostAndPort() + "/team/web:1");
 * }
 * }</pre>
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution specification</a>
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(EmbeddedRegistry.class.getName());

    private static final String SERVER_MODULE = "jdk.httpserver";

    private final TemporaryDirectory directory;
    private final HttpTransport transport;
    private final Duration closeTimeout;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread shutdownHook = new Thread(this::removeDirectory, "dockdash-registry-cleanup");

    private EmbeddedRegistry(TemporaryDirectory directory, HttpTransport transport, Duration closeTimeout) {
        this.directory = directory;
        this.transport = transport;
        this.closeTimeout = closeTimeout;
    }

    /**
     * Starts an empty registry, which the caller closes.
     *
     * @throws IOException if no port is free, the temporary directory cannot be written, or the Java runtime lacks the
     *     module {@code jdk.httpserver}
     */
    public static EmbeddedRegistry start() throws IOException {
        return builder().start();
    }

    /** Returns a builder of a registry that is not like any other. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns where the registry listens, as image references begin, such as {@code localhost:41233}. */
    public String hostAndPort() {
        return "localhost:" + transport.port();
    }

    /** Returns the root of the registry, without a slash at its end, such as {@code http://localhost:41233}. */
    public URI uri() {
        return URI.create("http://" + hostAndPort());
    }

    /**
     * Stops the registry and removes all that was pushed to it.
     *
     * <p>Requests that are being served may end within a few seconds; new ones are refused. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            transport.stop(closeTimeout);
            removeDirectory();
            removeShutdownHook();
        }
    }

    private void removeDirectory() {
        try {
            directory.close();
        } catch (IOException e) {
            LOGGER.log(
                    System.Logger.Level.DEBUG, () -> directory.path() + " is left to the next registry to remove", e);
        }
    }

    private void removeShutdownHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            LOGGER.log(System.Logger.Level.TRACE, "The JVM is shutting down, and the hook with it", e);
        }
    }

    /** Options of a registry; not thread-safe. */
    public static final class Builder {

        private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(2);

        private Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;

        private Builder() {}

        /**
         * Sets the existing folder in which the registry makes its own temporary directory, by default that of the
         * system ({@code java.io.tmpdir}).
         */
        public Builder directory(Path parent) {
            this.directory = Objects.requireNonNull(parent, "parent");
            return this;
        }

        /** Sets how long {@link EmbeddedRegistry#close} waits for requests that are being served. */
        Builder closeTimeout(Duration timeout) {
            this.closeTimeout = timeout;
            return this;
        }

        /**
         * Starts an empty registry, which the caller closes.
         *
         * @throws IOException if no port is free, the directory cannot be written, or the Java runtime lacks the module
         *     {@code jdk.httpserver}
         */
        public EmbeddedRegistry start() throws IOException {
            if (ModuleLayer.boot().findModule(SERVER_MODULE).isEmpty()) {
                throw new IOException("Cannot start the embedded registry: this Java runtime lacks the module "
                        + SERVER_MODULE + "; add it with jlink --add-modules or run with --add-modules");
            }
            TemporaryDirectory temporary = TemporaryDirectory.create(directory);
            try {
                HttpTransport transport = HttpTransport.start(pipeline(new ContentStore(temporary.path())));
                EmbeddedRegistry registry = new EmbeddedRegistry(temporary, transport, closeTimeout);
                Runtime.getRuntime().addShutdownHook(registry.shutdownHook);
                return registry;
            } catch (IOException | RuntimeException e) {
                temporary.close();
                throw e;
            }
        }

        private static Handler pipeline(ContentStore store) {
            return new ErrorAnswers().before(endpoints(store));
        }

        private static Handler endpoints(ContentStore store) {
            Repositories repositories = new Repositories(store);
            UploadSessions sessions = new UploadSessions(store);
            BlobEndpoint blobs = new BlobEndpoint(repositories, store);
            UploadEndpoint uploads = new UploadEndpoint(repositories, sessions);
            ManifestEndpoint manifests = new ManifestEndpoint(repositories, store);
            return new Dispatcher()
                    .on("GET", Resource.BASE, Builder::version)
                    .on("GET", Resource.BLOB, blobs::get)
                    .on("DELETE", Resource.BLOB, blobs::delete)
                    .on("POST", Resource.UPLOADS, new UploadStartEndpoint(repositories, sessions)::post)
                    .on("GET", Resource.UPLOAD, uploads::get)
                    .on("PATCH", Resource.UPLOAD, uploads::patch)
                    .on("PUT", Resource.UPLOAD, uploads::put)
                    .on("DELETE", Resource.UPLOAD, uploads::delete)
                    .on("GET", Resource.MANIFEST, manifests::get)
                    .on("PUT", Resource.MANIFEST, new ManifestPushEndpoint(repositories, store)::put)
                    .on("DELETE", Resource.MANIFEST, manifests::delete)
                    .on("GET", Resource.TAGS, new TagsEndpoint(repositories)::get)
                    .on("GET", Resource.REFERRERS, new ReferrersEndpoint(repositories, store)::get);
        }

        private static Response version(Request request) {
            return Response.of(200).content(Response.JSON, "{}".getBytes(StandardCharsets.UTF_8));
        }
    }
}
