package dev.dockdash.junit;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * The images that a constructor or method sees: those of its class, then those of the classes around it.
 *
 * @param levels the images of each class by name, nearest class first, without classes that have none
 */
record Declarations(List<Map<String, PushedImage>> levels) {

    /** Copies the levels. */
    Declarations {
        levels = List.copyOf(levels);
    }

    /**
     * Returns what a constructor or method sees.
     *
     * <p>It may run in the context of a test in a nested class, whose images it does not see, as it does not see its
     * fields.
     *
     * @throws IOException if an image is to be pushed first and the registry cannot be started
     */
    static Declarations seenBy(Executable executable, ExtensionContext context) throws IOException {
        List<Map<String, PushedImage>> levels = new ArrayList<>();
        boolean reached = false;
        for (@Nullable ExtensionContext at = context;
                at != null;
                at = at.getParent().orElse(null)) {
            if (at.getElement().orElse(null) instanceof Class<?> type) {
                reached = reached || isMemberOf(type, executable);
                if (reached) {
                    levels.add(DeclaredImages.of(type, at).pushed());
                }
            }
        }
        levels.removeIf(Map::isEmpty);
        return new Declarations(levels);
    }

    private static boolean isMemberOf(Class<?> type, Executable executable) {
        Class<?> declaring = executable.getDeclaringClass();
        return executable instanceof Constructor<?> ? declaring.equals(type) : declaring.isAssignableFrom(type);
    }

    /**
     * Returns the image of that name, of the nearest class that has one.
     *
     * @throws ParameterResolutionException if there is none
     */
    PushedImage named(String name, String target) {
        return levels.stream()
                .flatMap(level -> Optional.ofNullable(level.get(name)).stream())
                .findFirst()
                .orElseThrow(() -> new ParameterResolutionException(
                        "No image \"" + name + "\" for " + target + ": " + declared() + "."));
    }

    /**
     * Returns the only image of the nearest class that has any.
     *
     * @throws ParameterResolutionException if there is none, or it has several
     */
    PushedImage only(String target) {
        if (levels.isEmpty()) {
            throw new ParameterResolutionException(
                    "No image for " + target + ": " + declared() + ". Add @BuildImage to its class.");
        }
        Map<String, PushedImage> nearest = levels.get(0);
        if (nearest.size() > 1) {
            throw new ParameterResolutionException("Cannot choose an image for " + target + ": " + declared()
                    + ". Add @ImageRef(\"" + nearest.keySet().iterator().next() + "\").");
        }
        return nearest.values().iterator().next();
    }

    private String declared() {
        Set<String> names = new LinkedHashSet<>();
        levels.forEach(level -> names.addAll(level.keySet()));
        return names.isEmpty()
                ? "none is declared here"
                : names.stream()
                        .map(name -> '"' + name + '"')
                        .collect(Collectors.joining(", ", "declared here are ", ""));
    }
}
