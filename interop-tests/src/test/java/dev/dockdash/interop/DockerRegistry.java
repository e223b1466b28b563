package dev.dockdash.interop;

import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.Environment;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.RegistryClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Debian's docker-registry on a port of the loopback address. */
final class DockerRegistry implements AutoCloseable {

    /** How a registry lets clients in. */
    enum Guard {
        NONE,
        BASIC,
        TLS
    }

    private static final long DEADLINE_SECONDS = 30;
    private static final String USER = "interop";
    private static final String PASSWORD = "secret";

    /** Bcrypt of the password, the one kind that this registry takes. */
    private static final String ACCOUNT = USER + ":$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private final Process process;
    private final String hostAndPort;
    private final Guard guard;
    private final @Nullable ServerCertificate certificate;
    private final Path log;

    private DockerRegistry(
            Process process, String hostAndPort, Guard guard, @Nullable ServerCertificate certificate, Path log) {
        this.process = process;
        this.hostAndPort = hostAndPort;
        this.guard = guard;
        this.certificate = certificate;
        this.log = log;
    }

    /** Starts a registry that keeps its blobs in a folder and lets everybody in, and waits until it answers. */
    static DockerRegistry start(Path folder) throws IOException, InterruptedException {
        return start(folder, Guard.NONE);
    }

    /** Starts a registry that keeps its blobs in a folder, and waits until it answers. */
    static DockerRegistry start(Path folder, Guard guard) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        ServerCertificate certificate = guard == Guard.TLS ? ServerCertificate.make(folder) : null;
        String tls = certificate == null
                ? ""
                : "  tls: {certificate: \"%s\", key: \"%s\"}%n".formatted(certificate.pem(), certificate.key());
        Path config = Files.writeString(
                folder.resolve("config.yml"),
                """
                version: 0.1
                log: {level: error}
                storage:
                  filesystem: {rootdirectory: "%s"}
                  delete: {enabled: true}
                http:
                  addr: "127.0.0.1:%d"
                """.formatted(folder.resolve("data"), port) + tls + (guard == Guard.BASIC ? accounts(folder) : ""));
        Path log = folder.resolve("log");
        Process process = start(new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        DockerRegistry registry = new DockerRegistry(process, "localhost:" + port, guard, certificate, log);
        registry.awaitAnswer();
        return registry;
    }

    private static String accounts(Path folder) throws IOException {
        Path accounts = Files.writeString(folder.resolve("htpasswd"), ACCOUNT);
        return "auth:%n  htpasswd: {realm: interop, path: \"%s\"}%n".formatted(accounts);
    }

    String hostAndPort() {
        return hostAndPort;
    }

    /** Starts a client that the registry lets in. */
    RegistryClientBuilder client() {
        RegistryClientBuilder builder = strangersClient();
        if (certificate != null) {
            builder.certificateAuthority(certificate.certificate());
        }
        return guard == Guard.BASIC ? builder.credentials(hostAndPort, Credentials.of(USER, PASSWORD)) : builder;
    }

    /** Starts a client that has neither credentials nor the registry's certificate. */
    RegistryClientBuilder strangersClient() {
        RegistryClientBuilder builder = RegistryClient.builder().environment(Environment.empty());
        return guard == Guard.TLS ? builder.https(hostAndPort) : builder;
    }

    /** Returns what asks the registry without any code of the client. */
    PlainClient plainClient() throws IOException {
        String root = (guard == Guard.TLS ? "https://" : "http://") + hostAndPort;
        return new PlainClient(
                root,
                Optional.ofNullable(certificate),
                guard == Guard.BASIC ? Optional.of(USER + ":" + PASSWORD) : Optional.empty());
    }

    /** Returns how many requests of a method the registry's own log has, for paths with a certain part. */
    long logged(String method, String pathPart) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("\"" + method + " ") && line.contains(pathPart))
                .count();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("docker-registry is not installed: install Debian's package of that name", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        PlainClient client = plainClient();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!client.answers("/v2/")) {
            boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("docker-registry did not answer: " + Files.readString(log));
            }
        }
    }
}
