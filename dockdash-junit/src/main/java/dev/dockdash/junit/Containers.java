package dev.dockdash.junit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether containers can run here; Docker is asked when that is first needed, and once. */
final class Containers {

    private static final String TESTCONTAINERS = "org.testcontainers.containers.GenericContainer";

    private final boolean testcontainers;
    private final Supplier<Optional<String>> docker;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();

    Containers(boolean testcontainers, Supplier<Optional<String>> docker) {
        this.testcontainers = testcontainers;
        this.docker = docker;
    }

    static Containers ofUser() {
        return new Containers(
                isThere(TESTCONTAINERS), () -> DockerProbe.ofUser().problem());
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, Containers.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    boolean haveTestcontainers() {
        return testcontainers;
    }

    /** Returns why there is no Docker, if that is so. */
    Optional<String> problem() {
        if (asked.compareAndSet(false, true)) {
            answer.complete(docker.get());
        }
        return answer.join();
    }
}
