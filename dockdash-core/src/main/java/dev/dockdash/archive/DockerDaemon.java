package dev.dockdash.archive;

import dev.dockdash.internal.http.HttpAnswer;
import dev.dockdash.internal.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Docker daemon, or another engine that speaks its HTTP API, that images are read from.
 *
 * <p>Every image is one request. A daemon that does not answer within 10 seconds, is silent for 5 minutes, or takes more
 * than an hour for an image is given up. Immutable and safe for use by many threads.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public final class DockerDaemon {

    private static final String HOST = "DOCKER_HOST";
    private static final String TLS = "DOCKER_TLS_VERIFY";
    private static final String EXPECTED = "unix:///path/of/socket or tcp://host:port";
    private static final int DEFAULT_PORT = 2375;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int MAX_PROBLEM = 16 * 1024;
    private static final int BUFFER_SIZE = 128 * 1024;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration IN_ALL = Duration.ofHours(1);

    private final URI endpoint;
    private final Duration patience;
    private final Duration inAll;

    private DockerDaemon(URI endpoint, Duration patience, Duration inAll) {
        this.endpoint = endpoint;
        this.patience = patience;
        this.inAll = inAll;
    }

    /**
     * Returns the daemon that {@code DOCKER_HOST} names; without it the one at the first of these sockets that is there:
     * {@code /var/run/docker.sock}, {@code docker.sock} in {@code XDG_RUNTIME_DIR}, {@code ~/.docker/run/docker.sock}.
     *
     * @throws IllegalArgumentException if {@code DOCKER_HOST} is neither {@code unix://} nor {@code tcp://}, or
     *     {@code DOCKER_TLS_VERIFY} asks for TLS
     */
    public static DockerDaemon ofEnvironment() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    static DockerDaemon of(Map<String, String> environment, Path home) {
        String host = environment.getOrDefault(HOST, "");
        if (host.isBlank()) {
            return at(URI.create("unix://" + socket(environment, home).toUri().getRawPath()));
        }
        if (host.startsWith("tcp:") && !environment.getOrDefault(TLS, "").isBlank()) {
            throw new IllegalArgumentException("The Docker daemon at " + HOST + "=" + host + " wants TLS by " + TLS
                    + ", which is not supported; use unix:// or forward a socket");
        }
        try {
            return at(URI.create(host));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The environment variable " + HOST + " is \"" + ArchiveText.of(host) + "\"; expected " + EXPECTED,
                    e);
        }
    }

    private static Path socket(Map<String, String> environment, Path home) {
        List<Path> usual = Stream.of(
                        Stream.of(Path.of("/var/run/docker.sock")),
                        Stream.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                                .map(folder -> Path.of(folder, "docker.sock")),
                        Stream.of(home.resolve(".docker/run/docker.sock")))
                .flatMap(paths -> paths)
                .toList();
        return usual.stream().filter(Files::exists).findFirst().orElse(usual.get(0));
    }

    /**
     * Returns the daemon at an address.
     *
     * @param endpoint such as {@code unix:///var/run/docker.sock} or {@code tcp://localhost:2375}
     * @throws IllegalArgumentException if it is neither {@code unix://} with a path nor {@code tcp://} with a host
     */
    public static DockerDaemon at(URI endpoint) {
        String scheme = Objects.requireNonNullElse(endpoint.getScheme(), "");
        boolean unix = scheme.equals("unix")
                && !Objects.requireNonNullElse(endpoint.getPath(), "").isEmpty();
        if (!unix && !(scheme.equals("tcp") && endpoint.getHost() != null)) {
            throw new IllegalArgumentException(
                    "Invalid address " + endpoint + " of a Docker daemon: expected " + EXPECTED);
        }
        return new DockerDaemon(endpoint, PATIENCE, IN_ALL);
    }

    /**
     * Returns this daemon with other time limits.
     *
     * @param newPatience how long it may be silent, which it is while it collects a large image
     * @param newInAll how long an image may take
     * @throws IllegalArgumentException if one is not positive
     */
    public DockerDaemon timeouts(Duration newPatience, Duration newInAll) {
        if (newPatience.isNegative() || newPatience.isZero() || newInAll.isNegative() || newInAll.isZero()) {
            throw new IllegalArgumentException(
                    "Invalid time limits " + newPatience + " and " + newInAll + ": expected positive ones");
        }
        return new DockerDaemon(endpoint, newPatience, newInAll);
    }

    /**
     * Returns the body of the answer to a GET; the caller closes the stream.
     *
     * @param what what is asked for, for messages
     */
    InputStream get(String path, String what) throws IOException {
        try {
            DaemonConnection connection = connect();
            try {
                return ask(connection, path, what);
            } catch (IOException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (RefusedException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(
                    "Reading " + what + " from the Docker daemon at " + this + ": " + e.getMessage()
                            + "; is it running, and may this user speak to it? " + HOST + " names another one",
                    e);
        }
    }

    private DaemonConnection connect() throws IOException {
        Duration toConnect = patience.compareTo(TO_CONNECT) < 0 ? patience : TO_CONNECT;
        return DaemonConnection.open(address(), toConnect, patience, inAll);
    }

    private SocketAddress address() {
        if ("unix".equals(endpoint.getScheme())) {
            return UnixDomainSocketAddress.of(endpoint.getPath());
        }
        return new InetSocketAddress(endpoint.getHost(), endpoint.getPort() < 0 ? DEFAULT_PORT : endpoint.getPort());
    }

    private InputStream ask(DaemonConnection connection, String path, String what) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: docker\r\nAccept: application/x-tar\r\n"
                + "User-Agent: dockdash\r\nConnection: close\r\n\r\n";
        connection.send(request.getBytes(StandardCharsets.US_ASCII));
        HttpAnswer answer = HttpAnswer.read(new BufferedInputStream(connection, BUFFER_SIZE));
        if (answer.status() == OK) {
            return new Owning(answer.body(), connection);
        }
        String problem = problem(answer.body().readNBytes(MAX_PROBLEM));
        throw new RefusedException("Reading " + what + " from the Docker daemon at " + this + ": "
                + (answer.status() == NOT_FOUND ? "it has no such image" : "it answered " + answer.status())
                + (problem.isEmpty() ? "" : " (" + problem + ")"));
    }

    private static String problem(byte[] body) {
        try {
            return ArchiveText.of(
                    JsonObject.parse(body, "problem").text("message").orElse(""));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Returns the address. */
    @Override
    public String toString() {
        return endpoint.toString();
    }

    /** What a daemon that answers says. */
    private static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /** A body that closes its connection. */
    private static final class Owning extends FilterInputStream {

        private final DaemonConnection connection;

        Owning(InputStream body, DaemonConnection connection) {
            super(body);
            this.connection = connection;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
