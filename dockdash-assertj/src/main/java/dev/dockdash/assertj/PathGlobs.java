package dev.dockdash.assertj;

import dev.dockdash.internal.glob.Glob;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Patterns for paths of an image, of which one must match; a slash at the start does not count. */
final class PathGlobs {

    /** Matches nothing. */
    static final PathGlobs NONE = new PathGlobs(List.of());

    private final List<Glob> globs;

    private PathGlobs(List<Glob> globs) {
        this.globs = globs;
    }

    /**
     * Compiles patterns.
     *
     * @throws IllegalArgumentException if one is malformed, or none is given
     */
    static PathGlobs of(String... globs) {
        if (globs.length == 0) {
            throw new IllegalArgumentException("Invalid globs: expected at least one");
        }
        return new PathGlobs(Arrays.stream(globs).map(Glob::compile).toList());
    }

    /** Returns these patterns and others. */
    PathGlobs and(PathGlobs others) {
        return new PathGlobs(
                Stream.concat(globs.stream(), others.globs.stream()).toList());
    }

    /** Tells whether one matches a canonical path, or another name. */
    boolean match(String path) {
        String relative = path.startsWith("/") ? path.substring(1) : path;
        return globs.stream().anyMatch(glob -> glob.matches(relative));
    }

    /** Returns those that match none of these canonical paths. */
    List<String> without(Collection<String> paths) {
        return globs.stream()
                .filter(glob -> paths.stream().noneMatch(path -> glob.matches(path.substring(1))))
                .map(Glob::toString)
                .toList();
    }
}
