package dev.dockdash.testregistry;

import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.internal.http.ServerTls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * A registry inside this JVM that speaks the whole OCI distribution specification 1.1.
 *
 * <p>It listens on a free port of the loopback address only, starts empty, and keeps what is pushed in a temporary
 * directory, which goes with it: when it is closed, when the JVM exits, or, should the JVM be killed, when the next
 * registry starts. Its memory use does not depend on the size of blobs. It takes what is made of parts only after the
 * parts: a manifest whose blobs or, for an index, manifests are missing is refused. Thread-safe.
 *
 * <p>Tools that try HTTPS first, such as Docker for {@code localhost}, are told at once that this is plain HTTP.
 *
 * <pre>{@code
 * try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
 *     push(image, registry.hostAndPort() + "/team/web:1");
 * }
 * }</pre>
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">OCI distribution specification</a>
 */
public final class EmbeddedRegistry implements RegistryHandle, AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(EmbeddedRegistry.class.getName());

    private final TemporaryDirectory directory;
    private final HttpTransport transport;
    private final Duration closeTimeout;
    private final Preload preload;
    private final RegistryContents contents;
    private final RequestLog log = new RequestLog();
    private final Closing closing = new Closing();
    private final Faults faults;
    private final Optional<Tokens> tokens;
    private final Optional<SelfSignedCertificate> certificate;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread shutdownHook = new Thread(this::removeDirectory, "dockdash-registry-cleanup");

    private EmbeddedRegistry(Builder options, TemporaryDirectory directory) throws IOException {
        this.directory = directory;
        this.closeTimeout = options.closeTimeout;
        this.tokens = options.tokenAuth.map(auth -> new Tokens(options.clock));
        ContentStore store = new ContentStore(directory.path());
        Repositories repositories = new Repositories(store);
        this.preload = new Preload(repositories, store);
        this.contents = new RegistryContents(repositories);
        this.certificate = options.tls ? Optional.of(SelfSignedCertificate.generate(Instant.now())) : Optional.empty();
        this.faults = new Faults(closing, tokens);
        Handler handler = faults.before(options.pipeline(Endpoints.of(repositories, store), tokens));
        this.transport = HttpTransport.start(handler, log, serverTls(options.clientAuthority));
    }

    /**
     * Starts an empty registry, which the caller closes.
     *
     * @throws IOException if no port is free or the temporary directory cannot be written
     */
    public static EmbeddedRegistry start() throws IOException {
        return builder().start();
    }

    /** Returns a builder of a registry that is not like any other. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String hostAndPort() {
        return "localhost:" + transport.port();
    }

    @Override
    public URI uri() {
        return URI.create((certificate.isPresent() ? "https" : "http") + "://" + hostAndPort());
    }

    /** Returns itself. */
    @Override
    public Optional<EmbeddedRegistry> inProcess() {
        return Optional.of(this);
    }

    /**
     * Returns the certificate that the registry shows, which is its own issuer; it is made anew for each registry.
     *
     * @throws IllegalStateException if the registry does not speak {@linkplain Builder#tls TLS}
     */
    public X509Certificate certificate() {
        return requiredCertificate().certificate();
    }

    /**
     * Returns the certificate as text, the form in which most tools take certificates to trust.
     *
     * @throws IllegalStateException if the registry does not speak {@linkplain Builder#tls TLS}
     */
    public String certificatePem() {
        return requiredCertificate().pem();
    }

    /**
     * Returns a new context for clients, which trusts the certificate of this registry and no other.
     *
     * @throws IOException if the Java runtime cannot do so
     * @throws IllegalStateException if the registry does not speak {@linkplain Builder#tls TLS}
     */
    public SSLContext sslContext() throws IOException {
        return requiredCertificate().clientContext();
    }

    /**
     * Puts an image into the registry, without a request and whatever the registry refuses, and returns a reference to
     * it such as {@code localhost:41233/team/web:1}.
     *
     * @param reference a repository and a tag such as {@code team/web:1}; without a tag it is {@code latest}
     * @throws IOException if a layer cannot be had or the storage failed
     * @throws IllegalArgumentException if the repository or the tag is malformed
     */
    public String preload(String reference, Image image) throws IOException {
        return hostAndPort() + "/" + preload.image(reference, image);
    }

    /**
     * Puts images for several platforms and their index into the registry, without a request and whatever the registry
     * refuses, and returns a reference to the index such as {@code localhost:41233/team/web:1}.
     *
     * @param reference a repository and a tag such as {@code team/web:1}; without a tag it is {@code latest}
     * @throws IOException if a layer cannot be had or the storage failed
     * @throws IllegalArgumentException if the repository or the tag is malformed
     */
    public String preload(String reference, MultiPlatformImage image) throws IOException {
        return hostAndPort() + "/" + preload.index(reference, image);
    }

    /**
     * Returns what the registry holds at the time of each question.
     *
     * @throws IllegalStateException if the registry is closed, which has removed all of it
     */
    public RegistryContents contents() {
        if (closed.get()) {
            throw new IllegalStateException(
                    "The registry " + hostAndPort() + " is closed and holds nothing: ask before it is closed");
        }
        return contents;
    }

    /**
     * Returns the requests that were served, the latest ten thousand, in the order in which they came in.
     *
     * <p>A client that has its answer finds its request here. One that is still being served is not here, unless a fault
     * stalls it: it then has the status of the answer, 0 if none was begun.
     */
    public List<RecordedRequest> requests() {
        return log.requests();
    }

    /**
     * Returns the first request of that kind, as soon as it is served, or stalled by a fault.
     *
     * @throws TimeoutException if there is none within the time; the message has the latest requests
     * @throws InterruptedException if the thread is interrupted
     */
    public RecordedRequest awaitRequest(Predicate<RecordedRequest> wanted, Duration timeout)
            throws InterruptedException, TimeoutException {
        return log.await(wanted, timeout);
    }

    /**
     * Lets something go wrong from now on.
     *
     * <p>A request that several faults could strike is struck by the one that was given first and is not used up; to the
     * others it does not count.
     *
     * @throws IllegalStateException if it is about tokens and the registry has none
     */
    public void fail(Fault fault) {
        if (fault.expiresToken()) {
            requiredTokens();
        }
        faults.add(fault);
    }

    /** Returns the faults that were to strike a certain number of times and have not done so yet, in their order. */
    public List<Fault> pendingFaults() {
        return faults.pending();
    }

    /** Forgets all faults that were given; those that strike a request right now go on. */
    public void heal() {
        faults.clear();
    }

    /**
     * Returns a new identity token: who shows it at the token endpoint needs no password.
     *
     * @throws IllegalStateException if the registry has no {@linkplain Builder#tokenAuth token authentication}
     */
    public String identityToken() {
        return requiredTokens().newIdentityToken();
    }

    /**
     * Makes every access token that was given out invalid, but no identity token.
     *
     * @throws IllegalStateException if the registry has no {@linkplain Builder#tokenAuth token authentication}
     */
    public void expireTokens() {
        requiredTokens().expireAll();
    }

    /**
     * Stops the registry and removes all that was pushed to it.
     *
     * <p>Requests that are being served may end within a few seconds; new ones are refused. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closing.begin();
            transport.stop(closeTimeout);
            removeDirectory();
            removeShutdownHook();
        }
    }

    private Optional<ServerTls> serverTls(Optional<X509Certificate> clientAuthority) throws IOException {
        return certificate.isPresent()
                ? Optional.of(
                        new ServerTls(certificate.get().serverContext(clientAuthority), clientAuthority.isPresent()))
                : Optional.empty();
    }

    private SelfSignedCertificate requiredCertificate() {
        return certificate.orElseThrow(() ->
                new IllegalStateException("The registry " + hostAndPort() + " speaks plain HTTP: start it with tls()"));
    }

    private Tokens requiredTokens() {
        return tokens.orElseThrow(() -> new IllegalStateException(
                "The registry " + hostAndPort() + " has no tokens: start it with tokenAuth(...)"));
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
        private InstantSource clock = InstantSource.system();
        private Optional<Credentials> basicAuth = Optional.empty();
        private Optional<TokenAuth> tokenAuth = Optional.empty();
        private boolean readOnly;
        private boolean tls;
        private Optional<X509Certificate> clientAuthority = Optional.empty();

        private Builder() {}

        /**
         * Sets the existing folder in which the registry makes its own temporary directory, by default that of the
         * system ({@code java.io.tmpdir}).
         */
        public Builder directory(Path parent) {
            this.directory = Objects.requireNonNull(parent, "parent");
            return this;
        }

        /**
         * Lets in only who sends this name and password with each request, instead of any other authentication.
         *
         * @throws IllegalArgumentException if the name is empty or has a colon
         */
        public Builder basicAuth(String user, String password) {
            this.basicAuth = Optional.of(new Credentials(user, password));
            this.tokenAuth = Optional.empty();
            return this;
        }

        /** Lets in only who shows a token, which the registry itself gives out, instead of any other authentication. */
        public Builder tokenAuth(TokenAuth auth) {
            this.tokenAuth = Optional.of(auth);
            this.basicAuth = Optional.empty();
            return this;
        }

        /**
         * Makes the registry speak HTTPS only, with a {@linkplain EmbeddedRegistry#certificate certificate} for
         * {@code localhost}, {@code 127.0.0.1} and {@code ::1}.
         */
        public Builder tls() {
            this.tls = true;
            return this;
        }

        /**
         * Makes the registry speak HTTPS as {@link #tls} does, and only with clients that show a certificate which this
         * authority issued, or is.
         */
        public Builder requireClientCertificate(X509Certificate authority) {
            this.clientAuthority = Optional.of(authority);
            return tls();
        }

        /** Sets the clock by which tokens expire, by default that of the system. */
        public Builder clock(InstantSource source) {
            this.clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Refuses every request that would change something; {@link EmbeddedRegistry#preload} is none. */
        public Builder readOnly() {
            this.readOnly = true;
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
         * @throws IOException if no port is free or the directory cannot be written
         */
        public EmbeddedRegistry start() throws IOException {
            TemporaryDirectory temporary = TemporaryDirectory.create(directory);
            try {
                EmbeddedRegistry registry = new EmbeddedRegistry(this, temporary);
                Runtime.getRuntime().addShutdownHook(registry.shutdownHook);
                return registry;
            } catch (IOException | RuntimeException e) {
                temporary.close();
                throw e;
            }
        }

        private Handler pipeline(Handler endpoints, Optional<Tokens> tokens) {
            Handler handler = readOnly ? new ReadOnly().before(endpoints) : endpoints;
            if (basicAuth.isPresent()) {
                handler = new BasicAuthentication(basicAuth.get()).before(handler);
            }
            if (tokenAuth.isPresent() && tokens.isPresent()) {
                handler =
                        new TokenAuthentication(tls ? "https" : "http", tokenAuth.get(), tokens.get()).before(handler);
            }
            return new ErrorAnswers().before(handler);
        }
    }
}
