package dev.dockdash.junit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A registry in a container; the only class that needs Testcontainers, which may be missing. */
final class ContainerServer implements RegistryServer {

    private static final int PORT = 5000;
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final int UNAUTHORIZED = 401;

    private final RegistryContainer container;
    private final String hostAndPort;

    private ContainerServer(RegistryContainer container) {
        this.container = container;
        this.hostAndPort = hostAndPort(container);
    }

    private static String hostAndPort(GenericContainer<?> container) {
        return container.getHost() + ":" + container.getMappedPort(PORT);
    }

    /**
     * Starts a container and waits until its registry answers.
     *
     * @throws IOException if there is no such image, or it does not start; nothing is left running then
     */
    static ContainerServer start(String image, Duration timeout) throws IOException {
        RegistryContainer container = container(image);
        try {
            start(new Starting(container, image), timeout);
            return new ContainerServer(container);
        } catch (IOException | RuntimeException e) {
            container.stop();
            throw e;
        }
    }

    private static RegistryContainer container(String image) throws IOException {
        try {
            return new RegistryContainer(DockerImageName.parse(image))
                    .withExposedPorts(PORT)
                    .withStartupCheckStrategy(new NoCheck())
                    .waitingFor(new NoWait());
        } catch (RuntimeException e) {
            throw new IOException("Cannot use registry image " + image + ": " + e.getMessage(), e);
        }
    }

    private static void start(Starting starting, Duration timeout) throws IOException {
        try {
            starting.container().start();
        } catch (RuntimeException e) {
            if (starting.container().exit().isEmpty()
                    && (starting.container().getContainerId() == null || starting.isRunning())) {
                throw new IOException(
                        "Cannot start registry container " + starting.image() + ": " + rootOf(e) + hint(e), e);
            }
        }
        starting.awaitAnswer(timeout, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()), System::nanoTime);
    }

    /** Testcontainers pulls an image to clean up with, which it does without if that is forbidden by this variable only. */
    private static String hint(RuntimeException failure) {
        return rootOf(failure).contains("ryuk")
                        || String.valueOf(failure.getMessage()).contains("ryuk")
                ? ". If Ryuk's image cannot be pulled, set the environment variable TESTCONTAINERS_RYUK_DISABLED=true."
                : "";
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return Objects.requireNonNullElse(root.getMessage(), root.toString());
    }

    /** How a container ended. */
    private record Exit(long code, String log) {}

    /** Testcontainers removes a container that exits before its ports are known; what it said is kept here. */
    private static final class RegistryContainer extends GenericContainer<RegistryContainer> {

        private static final String EXITED = "exited";

        private Optional<Exit> exit = Optional.empty();

        RegistryContainer(DockerImageName image) {
            super(image);
        }

        Optional<Exit> exit() {
            return exit;
        }

        @Override
        public void stop() {
            if (getContainerId() != null) {
                exit = findExit();
            }
            super.stop();
        }

        private Optional<Exit> findExit() {
            try {
                InspectContainerResponse.ContainerState state =
                        getCurrentContainerInfo().getState();
                return EXITED.equals(state.getStatus())
                        ? Optional.of(new Exit(Objects.requireNonNullElse(state.getExitCodeLong(), 0L), getLogs()))
                        : Optional.empty();
            } catch (DockerException e) {
                System.getLogger(ContainerServer.class.getName())
                        .log(System.Logger.Level.DEBUG, "The container is gone already", e);
                return Optional.empty();
            }
        }
    }

    /** Testcontainers asks once a second whether a container runs; {@link StartingContainer} asks. */
    private static final class NoCheck extends StartupCheckStrategy {

        @Override
        public StartupStatus checkStartupState(DockerClient client, String containerId) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    /** Testcontainers waits its whole timeout for a container that has exited; {@link StartingContainer} does not. */
    private static final class NoWait extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {}
    }

    private record Starting(RegistryContainer container, String image) implements StartingContainer {

        @Override
        public boolean answers() {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create("http://" + hostAndPort(container) + "/v2/")
                                .toURL()
                                .openConnection();
                connection.setConnectTimeout((int) ANSWER_TIMEOUT.toMillis());
                connection.setReadTimeout((int) ANSWER_TIMEOUT.toMillis());
                int status = connection.getResponseCode();
                connection.disconnect();
                return status == HttpURLConnection.HTTP_OK || status == UNAUTHORIZED;
            } catch (IOException | IllegalStateException | IllegalArgumentException e) {
                return false;
            }
        }

        @Override
        public boolean isRunning() {
            return container.isRunning();
        }

        @Override
        public long exitCode() {
            return container
                    .exit()
                    .map(Exit::code)
                    .orElseGet(() -> Objects.requireNonNullElse(
                            container.getCurrentContainerInfo().getState().getExitCodeLong(), 0L));
        }

        @Override
        public String log() {
            return container.exit().map(Exit::log).orElseGet(container::getLogs);
        }
    }

    @Override
    public String hostAndPort() {
        return hostAndPort;
    }

    @Override
    public URI uri() {
        return URI.create("http://" + hostAndPort());
    }

    @Override
    public void close() {
        container.stop();
    }
}
