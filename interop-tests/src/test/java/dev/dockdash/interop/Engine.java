package dev.dockdash.interop;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * An engine that runs containers from images.
 *
 * @param tool its program
 * @param pulling the options for pulling from a registry that speaks plain HTTP
 * @param running more options for running, within a container too
 */
record Engine(Tool tool, List<String> pulling, List<String> running) {

    static final Engine DOCKER = new Engine(Tool.named("docker"), List.of(), List.of());
    static final Engine PODMAN = new Engine(
            podman(),
            List.of("--tls-verify=false"),
            List.of("--network=host", "--ulimit=nofile=1024", "--ulimit=nproc=1024"));

    /** Returns an engine by the name of its program; parameters of tests are written so. */
    static Engine named(String program) {
        return Stream.of(DOCKER, PODMAN)
                .filter(engine -> engine.tool().program().equals(program))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such engine: " + program));
    }

    /** Keeps its images apart from the user's, in the one form that works on every file system and in containers. */
    private static Tool podman() {
        String folder = System.getProperty("java.io.tmpdir") + "/dockdash-interop-podman";
        return Tool.named(
                "podman",
                "--root=" + folder + "/root",
                "--runroot=" + folder + "/run",
                "--storage-driver=vfs",
                "--cgroup-manager=cgroupfs");
    }

    void pull(String reference) throws IOException, InterruptedException {
        tool.run(Stream.of(List.of("pull", "-q"), pulling, List.of(reference))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    /** Runs a container to its end. */
    Tool.Outcome run(String reference, String... arguments) throws IOException, InterruptedException {
        return tool.attempt(Stream.of(List.of("run", "--rm"), pulling, running, List.of(reference), List.of(arguments))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    void remove(String reference) throws IOException, InterruptedException {
        tool.run("rmi", "-f", reference);
    }

    @Override
    public String toString() {
        return tool.program();
    }
}
