package dev.dockdash.registry;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.Fault;
import dev.dockdash.testregistry.FaultProxy;
import dev.dockdash.testregistry.TokenAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A registry that asks for tokens, the ways to it on which something may fail, and a client with a cache.
 *
 * <p>Clients go through a {@link FaultProxy}, unless a scripted server stands in front instead. Time is that of the test,
 * for the client and for the registry, and moves when the client pauses.
 */
final class FaultScene implements AutoCloseable {

    static final String USER = "joe";

    /** Where an upload of the repository {@code app} is. */
    static final String UPLOADS = "/v2/app/blobs/uploads";

    static final String UPLOAD = UPLOADS + "/*";
    static final String MANIFEST = "/v2/app/manifests/1";

    private final Path folder;
    private final int workers;
    private final TestTime time = new TestTime();
    private final String password = "hush-" + UUID.randomUUID();
    private final EmbeddedRegistry registry;
    private final FaultProxy proxy;
    private final ScriptedServer front = ScriptedServer.start();
    private final ScriptedServer other = ScriptedServer.start();
    private BlobCache cache;
    private String host;
    private Duration stallLimit = Duration.ofSeconds(30);
    private MonolithicUpload monolithic = MonolithicUpload.AUTO;
    private Credentials credentials = Credentials.of(USER, password);

    private FaultScene(Path folder, int workers, EmbeddedRegistry.Builder options) throws IOException {
        this.folder = folder;
        this.workers = workers;
        TokenAuth auth = TokenAuth.user(USER, password).lifetime(Duration.ofMinutes(1));
        this.registry = options.tokenAuth(auth).clock(time).start();
        this.proxy = FaultProxy.before(registry.hostAndPort());
        this.host = proxy.hostAndPort();
        front.forwardingTo(registry.uri());
        this.cache = BlobCache.at(folder.resolve("cache"));
        registry.preload("app:1", FaultImages.OLD);
        registry.preload("base:1", FaultImages.BASE);
        Files.writeString(
                Files.createDirectories(folder.resolve("beside/below")).resolve("file"), "untouched");
        Files.createSymbolicLink(folder.resolve("beside/link"), Path.of("below"));
    }

    /** Starts a scene, which the caller closes. */
    static FaultScene start(Path folder, int workers) throws IOException {
        return new FaultScene(folder, workers, EmbeddedRegistry.builder());
    }

    /** Starts a scene whose registry speaks TLS and is reached directly. */
    static FaultScene startTls(Path folder, int workers) throws IOException {
        FaultScene scene =
                new FaultScene(folder, workers, EmbeddedRegistry.builder().tls());
        scene.host = scene.registry.hostAndPort();
        return scene;
    }

    void fail(Fault fault) {
        registry.fail(fault);
    }

    void fail(ConnectionFault fault) {
        proxy.fail(fault);
    }

    /** Forgets all faults, and returns those that were to strike a certain number of times and have not done so. */
    List<Object> heal() {
        List<Object> pending = new ArrayList<>(registry.pendingFaults());
        pending.addAll(proxy.pendingFaults());
        registry.heal();
        proxy.heal();
        return pending;
    }

    /** Lets clients go to a scripted server, which passes on to the registry what no rule of it answers. */
    ScriptedServer front() {
        host = front.hostAndPort();
        return front;
    }

    /** Returns another server than the registry, which must not learn anything. */
    ScriptedServer other() {
        return other;
    }

    void stallLimit(Duration limit) {
        this.stallLimit = limit;
    }

    void monolithic(MonolithicUpload policy) {
        this.monolithic = policy;
    }

    void cache(BlobCache newCache) {
        this.cache = newCache;
    }

    void credentials(Credentials newCredentials) {
        this.credentials = newCredentials;
    }

    RegistryClient client() {
        RegistryClientBuilder builder = RegistryClient.builder()
                .environment(Environment.empty())
                .retries(RetryPolicy.STANDARD, time.waiting())
                .parallelism(workers)
                .stallLimit(stallLimit)
                .monolithicUpload(monolithic)
                .chunkSize(8192)
                .credentials(host, credentials);
        return registry.uri().getScheme().equals("https")
                ? builder.https(host)
                        .certificateAuthority(registry.certificate())
                        .build()
                : builder.build();
    }

    ImageReference reference(String name) {
        return ImageReference.parse(host + "/" + name);
    }

    String host() {
        return host;
    }

    EmbeddedRegistry registry() {
        return registry;
    }

    TestTime time() {
        return time;
    }

    BlobCache cache() {
        return cache;
    }

    Path folder() {
        return folder;
    }

    String password() {
        return password;
    }

    Credentials credentials() {
        return credentials;
    }

    /** Returns how many requests the registry saw with that method and path. */
    int count(String method, String path) {
        return (int) registry.requests().stream()
                .filter(request -> request.matches(method, path))
                .count();
    }

    @Override
    public void close() {
        proxy.close();
        registry.close();
        front.close();
        other.close();
    }
}
