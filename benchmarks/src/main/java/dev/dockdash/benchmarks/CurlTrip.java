package dev.dockdash.benchmarks;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a blob takes to a registry and back when nothing checks it: curl uploads it in one piece and downloads it. Whoever
 * moves an image takes longer, whatever else it does.
 */
final class CurlTrip implements Contender {

    static final String PROGRAM = "curl";
    static final String NAME = PROGRAM + ", the ready blob there and back";

    private static final String LOCATION = "location:";

    private final String hostAndPort;
    private final Path blob;
    private final Digest digest;
    private final Path download;
    private int runs;

    /**
     * Prepares trips.
     *
     * @param download a file that is not there yet
     */
    CurlTrip(String hostAndPort, Path blob, Digest digest, Path download) {
        this.hostAndPort = hostAndPort;
        this.blob = blob;
        this.digest = digest;
        this.download = download;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        String blobs = "http://" + hostAndPort + "/v2/curl/" + runs++ + "/blobs/";
        String upload = curl("--include", "--request", "POST", blobs + "uploads/")
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(LOCATION))
                .map(line -> line.substring(LOCATION.length()).trim())
                .findFirst()
                .orElseThrow(() -> new IOException("Uploading to " + blobs + ": expected a location"));
        curl(
                "--request",
                "PUT",
                "--header",
                "Content-Type: application/octet-stream",
                "--upload-file",
                blob.toString(),
                upload + (upload.contains("?") ? "&" : "?") + "digest=" + digest);
        curl("--output", download.toString(), blobs + digest);
    }

    private static String curl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PROGRAM, "--silent", "--show-error", "--fail"));
        command.addAll(List.of(arguments));
        return ChildProcess.run(command);
    }

    @Override
    public void reset() throws IOException {
        Files.delete(download);
    }
}
