package dev.dockdash.cache;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a user's caches lie on each platform. */
final class CacheLocation {

    private static final String FOLDER = "dockdash";

    private CacheLocation() {}

    static Path ofUser(Map<String, String> environment, String osName, String home) {
        Optional<Path> explicit = folder(environment, "DOCKDASH_CACHE");
        if (explicit.isPresent()) {
            return explicit.get();
        }
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return Path.of(home, "Library", "Caches", FOLDER);
        }
        if (os.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA")
                    .orElseGet(() -> Path.of(home, "AppData", "Local"))
                    .resolve(FOLDER)
                    .resolve("cache");
        }
        return folder(environment, "XDG_CACHE_HOME")
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(home, ".cache"))
                .resolve(FOLDER);
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
