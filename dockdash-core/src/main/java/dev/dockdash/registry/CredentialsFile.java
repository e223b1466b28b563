package dev.dockdash.registry;

import dev.dockdash.internal.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file in which {@code docker login}, Podman and others keep credentials, themselves or by the name of a program that
 * has them. A helper for the registry comes before the store for all, and that before the file's own.
 *
 * @see <a href="https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md">containers-auth.json</a>
 */
record CredentialsFile(Path file, Environment environment) implements CredentialSource {

    private static final int MAX_SIZE = 4 * 1024 * 1024;

    static CredentialsFile at(String file, Environment environment) {
        return new CredentialsFile(Path.of(file), environment);
    }

    @Override
    public Optional<Credentials> find(String registry, String repository) throws IOException {
        Optional<JsonObject> content = read();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return find(content.get(), registry, repository);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private Optional<JsonObject> read() throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_SIZE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("Looking for credentials in " + file + ": it cannot be read", e);
        }
        try {
            return Optional.of(JsonObject.parse(bytes, "credentials file"));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    /** Without the cause, which quotes the file. */
    private IOException unreadable() {
        return new IOException("Looking for credentials in " + file
                + ": it is not as docker login would write it; correct it, or log in again");
    }

    private Optional<Credentials> find(JsonObject json, String registry, String repository) throws IOException {
        JsonObject helpers = json.object("credHelpers").orElseGet(() -> JsonObject.empty("credHelpers"));
        for (String key : matching(helpers, json.keys("credHelpers"), registry, repository)) {
            Optional<Credentials> found = ask(helpers.requiredText(key), key);
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<String> store = json.text("credsStore").filter(name -> !name.isEmpty());
        if (store.isPresent()) {
            String server = RegistryNames.isDockerHub(registry) ? RegistryNames.DOCKER_HUB_KEY : registry;
            Optional<Credentials> found = ask(store.get(), server);
            if (found.isPresent()) {
                return found;
            }
        }
        JsonObject auths = json.object("auths").orElseGet(() -> JsonObject.empty("auths"));
        for (String key : matching(auths, json.keys("auths"), registry, repository)) {
            Optional<Credentials> found = auths.object(key).flatMap(CredentialsFile::entry);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Credentials> ask(String helper, String server) throws IOException {
        return new CredentialProgram(helper, environment).get(server);
    }

    /** Returns the keys for a repository: paths as containers files have them, then whatever has the same host. */
    private static List<String> matching(JsonObject entries, Set<String> keys, String registry, String repository) {
        List<String> matching = new ArrayList<>();
        RegistryNames.pathKeys(registry, repository).stream()
                .filter(entries::has)
                .forEach(matching::add);
        keys.stream()
                .filter(key -> isForWholeRegistry(key) && RegistryNames.areSame(key, registry))
                .filter(key -> !matching.contains(key))
                .forEach(matching::add);
        return matching;
    }

    /** Keys with a path are for that path only, but for the URLs that Docker once used. */
    private static boolean isForWholeRegistry(String key) {
        return key.indexOf('/') < 0 || key.matches("(https?://)?[^/]+(/v[12])?/?");
    }

    private static Optional<Credentials> entry(JsonObject entry) {
        String pair = entry.text("auth")
                .map(text -> new String(Base64.getDecoder().decode(text.strip()), StandardCharsets.UTF_8))
                .orElse("");
        int colon = pair.indexOf(':');
        String user = colon < 0 ? entry.text("username").orElse("") : pair.substring(0, colon);
        // Some tools pad with NUL.
        String password = colon < 0
                ? entry.text("password").orElse("")
                : pair.substring(colon + 1).replaceAll("\\x00+$", "");
        Optional<String> identity = entry.text("identitytoken").filter(text -> !text.isEmpty());
        if (identity.isPresent()) {
            return identity.map(token -> Credentials.identityToken(user, token));
        }
        Optional<String> token = entry.text("registrytoken").filter(text -> !text.isEmpty());
        if (token.isPresent()) {
            return token.map(Credentials::registryToken);
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(Credentials.of(user, password));
    }

    @Override
    public String description() {
        return file.toString();
    }
}
