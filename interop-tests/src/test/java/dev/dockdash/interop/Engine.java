package dev.dockdash.interop;

import java.io.IOException;

/** An engine that runs containers from images. */
enum Engine {
    DOCKER(Tool.named("docker"), new String[] {"pull", "-q"}, new String[] {"run", "--rm"}),
    PODMAN(
            podman(),
            new String[] {"pull", "-q", "--tls-verify=false"},
            new String[] {"run", "--rm", "--tls-verify=false", "--network=host", "--ulimit=nofile=1024", "--ulimit=nproc=1024"
            });

    private final Tool tool;
    private final String[] pull;
    private final String[] run;

    Engine(Tool tool, String[] pull, String[] run) {
        this.tool = tool;
        this.pull = pull.clone();
        this.run = run.clone();
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

    Tool tool() {
        return tool;
    }

    void pull(String reference) throws IOException, InterruptedException {
        tool.run(with(pull, reference));
    }

    /** Runs a container to its end. */
    Tool.Outcome run(String reference, String... arguments) throws IOException, InterruptedException {
        return tool.attempt(with(with(run, reference), arguments));
    }

    void remove(String reference) throws IOException, InterruptedException {
        tool.run("rmi", "-f", reference);
    }

    private static String[] with(String[] first, String... more) {
        String[] all = new String[first.length + more.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
