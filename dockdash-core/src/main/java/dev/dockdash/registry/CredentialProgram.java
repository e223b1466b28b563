package dev.dockdash.registry;

import dev.dockdash.internal.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A program {@code docker-credential-…} that has credentials. What it prints may be secret, so that no message holds it.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers/blob/v0.9.3/README.md">docker-credential-helpers</a>
 */
record CredentialProgram(String name, Environment environment, Duration limit) {

    private static final Duration STANDARD_LIMIT = Duration.ofSeconds(30);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final String NOT_FOUND = "credentials not found in native keychain";
    private static final String NO_SERVER = "no credentials server URL";
    private static final String NO_USERNAME = "no credentials username";
    private static final String TOKEN_USER = "<token>";

    CredentialProgram(String name, Environment environment) {
        this(name, environment, STANDARD_LIMIT);
    }

    /**
     * Returns the credentials that the program has for a server.
     *
     * @throws IOException if there is no such program, it fails, or it takes too long
     */
    Optional<Credentials> get(String server) throws IOException {
        Process process = start(server);
        CompletableFuture<byte[]> output = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, output), "dockdash-" + program());
        reader.setDaemon(true);
        reader.start();
        try {
            byte[] printed = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (printed.length > MAX_OUTPUT) {
                throw failed(server, "printed more than " + MAX_OUTPUT + " bytes");
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            return understand(server, process.exitValue(), printed);
        } catch (TimeoutException e) {
            throw failed(server, "took longer than " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw failed(server, "could not be read from");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while asking " + program());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String program() {
        return "docker-credential-" + name;
    }

    private Process start(String server) throws IOException {
        Path executable = find().orElseThrow(
                        () -> failed(server, "is not in PATH; install it, or take it out of the file that names it"));
        ProcessBuilder builder = new ProcessBuilder(executable.toString(), "get");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write((server + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It may answer without reading; its answer counts.
            return process;
        }
        return process;
    }

    private Optional<Path> find() {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String path = environment
                .variable("PATH")
                .or(() -> environment.variable("Path"))
                .orElse("");
        for (String folder : path.split(File.pathSeparator, -1)) {
            if (folder.isEmpty()) {
                // A shell would look in the working directory: whatever project lies there must not get credentials.
                continue;
            }
            for (String ending : List.of("", ".exe")) {
                Path candidate = Path.of(folder, program() + ending);
                if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                    return Optional.of(candidate.toAbsolutePath());
                }
            }
        }
        return Optional.empty();
    }

    private static void read(Process process, CompletableFuture<byte[]> output) {
        try (InputStream out = process.getInputStream()) {
            output.complete(out.readNBytes(MAX_OUTPUT + 1));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }

    private Optional<Credentials> understand(String server, int exit, byte[] printed) throws IOException {
        if (exit != 0) {
            String text = new String(printed, StandardCharsets.UTF_8).strip();
            if (text.equals(NOT_FOUND) || text.equals(NO_SERVER) || text.equals(NO_USERNAME)) {
                return Optional.empty();
            }
            throw failed(server, "failed with exit code " + exit + "; run it by hand to see why");
        }
        try {
            JsonObject json = JsonObject.parse(printed, program());
            String user = json.text("Username").orElse("");
            String secret = json.text("Secret").orElse("");
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    user.equals(TOKEN_USER) ? Credentials.identityToken(secret) : Credentials.of(user, secret));
        } catch (IllegalArgumentException e) {
            throw failed(server, "printed something else than credentials");
        }
    }

    private IOException failed(String server, String what) {
        return new IOException(
                "Asking for the credentials of " + RegistryNames.hostOf(server) + ": " + program() + " " + what);
    }
}
