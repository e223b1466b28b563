package dev.dockdash.junit;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder that a build writes to: {@code target} of Maven, {@code build} of Gradle. */
final class BuildFolder {

    private static final Set<String> NAMES = Set.of("target", "build");

    private BuildFolder() {}

    /** Returns the one that a class was compiled to, else the one that fits the module in that directory. */
    static Path of(Class<?> type, Path moduleDirectory) {
        return classes(type).flatMap(BuildFolder::above).orElseGet(() -> in(moduleDirectory));
    }

    private static Optional<Path> classes(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            return source.getLocation().getProtocol().equals("file")
                    ? Optional.of(Path.of(source.getLocation().toURI()))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Optional<Path> above(Path classes) {
        for (@Nullable Path at = classes; at != null && at.getFileName() != null; at = at.getParent()) {
            if (NAMES.contains(at.getFileName().toString())) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    static Path in(Path moduleDirectory) {
        boolean gradle = Files.exists(moduleDirectory.resolve("build.gradle"))
                || Files.exists(moduleDirectory.resolve("build.gradle.kts"));
        return moduleDirectory.resolve(gradle ? "build" : "target");
    }
}
