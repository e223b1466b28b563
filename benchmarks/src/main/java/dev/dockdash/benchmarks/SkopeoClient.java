package dev.dockdash.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Skopeo, started for each transfer: the whole image, from a folder and into one, as it is. */
final class SkopeoClient implements RegistryTool {

    static final String PROGRAM = "skopeo";

    private final String hostAndPort;
    private final Path image;
    private int pushes;

    /**
     * Fetches what will be pushed.
     *
     * @param repository has the image, tagged {@code 1}
     * @param image the folder for it, which is made
     */
    SkopeoClient(String hostAndPort, String repository, Path image) throws IOException {
        this.hostAndPort = hostAndPort;
        this.image = Files.createDirectory(image);
        pull(repository, image);
    }

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public void push(String repository) throws IOException {
        pushes++;
        copy("dir:" + image, remote(respelled(hostAndPort, pushes), repository));
    }

    @Override
    public void pull(String repository, Path folder) throws IOException {
        copy(remote(hostAndPort, repository), "dir:" + folder);
    }

    /**
     * Returns another spelling of a host for each number. Skopeo remembers which registry has a blob and would have it
     * mounted; it does not see that this is the same one.
     */
    static String respelled(String host, int number) {
        StringBuilder spelled = new StringBuilder(host);
        for (int i = 0; number >> i > 0; i++) {
            if ((number >> i & 1) == 1) {
                spelled.setCharAt(i, Character.toUpperCase(host.charAt(i)));
            }
        }
        return spelled.toString();
    }

    /** Returns how skopeo names the image tagged {@code 1} of a repository. */
    static String remote(String host, String repository) {
        return "docker://" + host + "/" + repository + ":1";
    }

    /** Copies an image as it is. */
    static void copy(String from, String to) throws IOException {
        ChildProcess.run(List.of(
                PROGRAM,
                "--insecure-policy",
                "copy",
                "--quiet",
                "--preserve-digests",
                "--src-tls-verify=false",
                "--dest-tls-verify=false",
                from,
                to));
    }
}
