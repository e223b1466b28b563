package dev.dockdash.registry;

import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;

/** Chooses how a {@link RegistryClient} works; nothing need be chosen. Not thread-safe. */
public final class RegistryClientBuilder {

    private static final int MAX_PARALLELISM = 64;
    private static final int MAX_CHUNK_SIZE = 64 * 1024 * 1024;

    private final List<CredentialSource> credentials = new ArrayList<>();
    private final List<X509Certificate> authorities = new ArrayList<>();
    private final Map<String, ClientCertificate> certificates = new LinkedHashMap<>();
    private final Set<String> plainHosts = new HashSet<>();
    private final Set<String> tlsHosts = new HashSet<>();
    private Environment environment = Environment.ofProcess();
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration stallLimit = Duration.ofSeconds(60);
    private UploadSettings uploads = UploadSettings.STANDARD;
    private int parallelism = 4;
    private ProgressListener progress = ProgressListener.none();
    private RetryPolicy retryPolicy = RetryPolicy.STANDARD;
    private Waiting waiting = Waiting.real();

    RegistryClientBuilder() {}

    /** Uses these credentials for a registry, before any others. */
    public RegistryClientBuilder credentials(String registry, Credentials newCredentials) {
        return credentials(CredentialSource.of(registry, newCredentials));
    }

    /** Asks this source for credentials before those of the environment, and after those that were added earlier. */
    public RegistryClientBuilder credentials(CredentialSource source) {
        credentials.add(Objects.requireNonNull(source, "source"));
        return this;
    }

    /**
     * Looks for credentials and proxies here instead of in the environment of the process; {@link Environment#empty()}
     * has none.
     */
    public RegistryClientBuilder environment(Environment newEnvironment) {
        this.environment = Objects.requireNonNull(newEnvironment, "newEnvironment");
        return this;
    }

    /** Trusts certificates of this authority too, beside those that the system trusts. */
    public RegistryClientBuilder certificateAuthority(X509Certificate authority) {
        authorities.add(Objects.requireNonNull(authority, "authority"));
        return this;
    }

    /**
     * Trusts certificates of the authorities in a PEM file too, beside those that the system trusts.
     *
     * @throws IOException if the file cannot be read or holds none
     */
    public RegistryClientBuilder certificateAuthorities(Path pem) throws IOException {
        authorities.addAll(Certificates.read(pem));
        return this;
    }

    /**
     * Shows a certificate to a registry that asks for one.
     *
     * @param registry the registry, as {@code host} or {@code host:port}
     * @param chain a PEM file with the certificate and those between it and its authority
     * @param key a PEM file with its private key in PKCS #8, not encrypted
     * @throws IOException if a file cannot be read or holds something else
     */
    public RegistryClientBuilder clientCertificate(String registry, Path chain, Path key) throws IOException {
        HttpUrl url = new SchemeRules(Set.of(), Set.of(registry)).base(registry);
        certificates.put(url.host() + ":" + url.port(), ClientCertificate.read(chain, key));
        return this;
    }

    /** Speaks plain HTTP with a registry, {@code host} or {@code host:port}: others on the way can read all of it. */
    public RegistryClientBuilder plainHttp(String registry) {
        plainHosts.add(registry.toLowerCase(Locale.ROOT));
        return this;
    }

    /** Speaks HTTPS with a registry on loopback, where plain HTTP is the rule. */
    public RegistryClientBuilder https(String registry) {
        tlsHosts.add(registry.toLowerCase(Locale.ROOT));
        return this;
    }

    /**
     * Waits that long for a connection, 30 seconds unless called.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RegistryClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = requirePositive(timeout, "connect timeout");
        return this;
    }

    /**
     * Ends a transfer that hardly moved for that long, 60 seconds unless called; it is then taken up again where that is
     * possible.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RegistryClientBuilder stallLimit(Duration limit) {
        this.stallLimit = requirePositive(limit, "stall limit");
        return this;
    }

    /** Says whether blobs are sent in one request, {@link MonolithicUpload#AUTO} unless called. */
    public RegistryClientBuilder monolithicUpload(MonolithicUpload policy) {
        this.uploads = new UploadSettings(policy, uploads.chunkSize());
        return this;
    }

    /**
     * Sends chunks of that many bytes, 4 MiB unless called; larger ones where the registry asks for it. One chunk for each
     * transfer is held in memory.
     *
     * @throws IllegalArgumentException if it is not from 1 byte to 64 MiB
     */
    public RegistryClientBuilder chunkSize(int bytes) {
        if (bytes < 1 || bytes > MAX_CHUNK_SIZE) {
            throw new IllegalArgumentException(
                    "Invalid chunk size " + bytes + ": expected 1 to " + MAX_CHUNK_SIZE + " bytes");
        }
        this.uploads = new UploadSettings(uploads.monolithic(), bytes);
        return this;
    }

    /**
     * Moves that many blobs at once, 4 unless called.
     *
     * @throws IllegalArgumentException if it is not from 1 to 64
     */
    public RegistryClientBuilder parallelism(int blobs) {
        if (blobs < 1 || blobs > MAX_PARALLELISM) {
            throw new IllegalArgumentException("Invalid parallelism " + blobs + ": expected 1 to " + MAX_PARALLELISM);
        }
        this.parallelism = blobs;
        return this;
    }

    /** Tells this listener how far pulls, pushes and copies are. */
    public RegistryClientBuilder progress(ProgressListener listener) {
        this.progress = Objects.requireNonNull(listener, "listener");
        return this;
    }

    RegistryClientBuilder retries(RetryPolicy policy, Waiting newWaiting) {
        this.retryPolicy = policy;
        this.waiting = newWaiting;
        return this;
    }

    /** Returns the client. */
    public RegistryClient build() {
        EnvironmentProxies proxies = new EnvironmentProxies(environment, ProxySelector.getDefault());
        SchemeRules schemes = new SchemeRules(plainHosts, tlsHosts);
        HttpClients clients = HttpClients.of(proxies, connectTimeout, stallLimit, authorities, certificates);
        Transport anonymous = new Transport(
                clients, proxies, schemes, Anonymous.INSTANCE, new Retries(retryPolicy, waiting), stallLimit);
        CredentialSources sources = CredentialSources.of(credentials, environment);
        Transport transport = anonymous.with(new ChallengeAuthorizer(anonymous, sources));
        return new RegistryClient(new Session(transport, uploads, parallelism, progress));
    }

    private static Duration requirePositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("Invalid " + what + " " + duration + ": expected a positive one");
        }
        return duration;
    }
}
