package dev.dockdash.junit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks whether there is a Docker engine, without Testcontainers, which logs much and may wait for long.
 *
 * @param environment the environment variables
 * @param home the user's home directory
 * @param deadline how long the engine may take to answer
 */
record DockerProbe(Map<String, String> environment, Path home, Duration deadline) {

    private static final String HOST_VARIABLE = "DOCKER_HOST";
    private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(2);
    private static final int DEFAULT_PORT = 2375;
    private static final byte[] PING =
            "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static DockerProbe ofUser() {
        return new DockerProbe(System.getenv(), Path.of(System.getProperty("user.home")), DEFAULT_DEADLINE);
    }

    /** Returns why there is no Docker, if that is so; what cannot be asked this way counts as there. */
    Optional<String> problem() {
        URI endpoint;
        try {
            endpoint = endpoint();
        } catch (IllegalArgumentException e) {
            return Optional.of("No Docker: " + HOST_VARIABLE + " is not a URI. Unset it or correct it.");
        }
        String scheme = Objects.requireNonNullElse(endpoint.getScheme(), "");
        if (!scheme.equals("unix") && !scheme.equals("tcp")) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        return ask(endpoint).map(reason -> describe(endpoint, reason, System.nanoTime() - start));
    }

    /** Returns where the engine is, if {@code DOCKER_HOST} names one that is not on this machine. */
    Optional<URI> otherMachine() {
        try {
            return Optional.of(endpoint()).filter(DockerProbe::isElsewhere);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isElsewhere(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return !address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null;
        } catch (IOException e) {
            return true;
        }
    }

    private String describe(URI endpoint, String reason, long nanos) {
        String origin = environment.containsKey(HOST_VARIABLE) ? "from " + HOST_VARIABLE : HOST_VARIABLE + " not set";
        return "No Docker at " + endpoint + " (" + reason + " after " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms; "
                + origin + "). Set disabledWithoutDocker = true to skip, or use the embedded registry.";
    }

    private URI endpoint() {
        String host = environment.get(HOST_VARIABLE);
        if (host != null) {
            return URI.create(host);
        }
        List<Path> sockets = Stream.concat(
                        Stream.of(Path.of("/var/run/docker.sock")),
                        Stream.concat(
                                Stream.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                                        .map(folder -> Path.of(folder, "docker.sock")),
                                Stream.of(home.resolve(".docker/run/docker.sock"))))
                .toList();
        Path socket = sockets.stream().filter(Files::exists).findFirst().orElse(sockets.get(0));
        return URI.create("unix://" + socket);
    }

    /** Closing the channel ends the thread when the deadline has passed. */
    private Optional<String> ask(URI endpoint) {
        try (SocketChannel channel = SocketChannel.open(family(endpoint))) {
            CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
            Thread asking = new Thread(() -> answer.complete(ask(channel, endpoint)), "dockdash-docker-probe");
            asking.setDaemon(true);
            asking.start();
            return answer.completeOnTimeout(Optional.of("no answer"), deadline.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (IOException e) {
            return Optional.of(reason(e));
        }
    }

    private static StandardProtocolFamily family(URI endpoint) {
        return endpoint.getScheme().equals("unix") ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET;
    }

    private static Optional<String> ask(SocketChannel channel, URI endpoint) {
        try {
            channel.connect(address(endpoint));
            channel.write(ByteBuffer.wrap(PING));
            ByteBuffer answer = ByteBuffer.allocate("HTTP/1.1 200".length());
            while (answer.hasRemaining() && channel.read(answer) >= 0) {}
            String line = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
            return line.startsWith("HTTP/") ? Optional.empty() : Optional.of("answered no HTTP");
        } catch (AsynchronousCloseException e) {
            return Optional.of("no answer");
        } catch (IOException | RuntimeException e) {
            return Optional.of(reason(e));
        }
    }

    private static SocketAddress address(URI endpoint) throws IOException {
        if (endpoint.getScheme().equals("unix")) {
            Path socket = Path.of(endpoint.getPath());
            if (!Files.exists(socket)) {
                throw new NoSuchFileException(socket.toString());
            }
            return UnixDomainSocketAddress.of(socket);
        }
        return new InetSocketAddress(
                Objects.requireNonNullElse(endpoint.getHost(), "localhost"),
                endpoint.getPort() < 0 ? DEFAULT_PORT : endpoint.getPort());
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return message.toLowerCase(Locale.ROOT);
    }
}
