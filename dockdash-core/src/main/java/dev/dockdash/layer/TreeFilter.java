package dev.dockdash.layer;

import dev.dockdash.internal.glob.Glob;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files of a directory tree go into a layer; immutable.
 *
 * <p>Globs are relative to the tree: {@code *} and {@code ?} stay within a name, {@code **} crosses names, {@code [a-z]}
 * and <code>{jar,war}</code> choose. A directory that is excluded goes with all that is in it; directories of included
 * files come along.
 */
public final class TreeFilter {

    /** Everything. */
    public static final TreeFilter ALL = new TreeFilter(List.of(), List.of());

    private final List<Glob> includes;
    private final List<Glob> excludes;

    private TreeFilter(List<Glob> includes, List<Glob> excludes) {
        this.includes = includes;
        this.excludes = excludes;
    }

    /**
     * Returns this filter with more to include; with none, everything is.
     *
     * @throws IllegalArgumentException if a glob cannot be read
     */
    public TreeFilter include(String... globs) {
        return new TreeFilter(with(includes, globs), excludes);
    }

    /**
     * Returns this filter with more to exclude, which counts more than includes.
     *
     * @throws IllegalArgumentException if a glob cannot be read
     */
    public TreeFilter exclude(String... globs) {
        return new TreeFilter(includes, with(excludes, globs));
    }

    /** Returns this filter for the paths that files of the tree get below a canonical path. */
    Below below(String target) {
        return new Below(target.isEmpty() ? 0 : target.length() + 1);
    }

    /** Looks at paths in the image. */
    final class Below {

        private final int start;

        private Below(int start) {
            this.start = start;
        }

        boolean includes(String path) {
            return includes.isEmpty() || anyMatches(includes, path.substring(start));
        }

        boolean excludes(String path) {
            return !excludes.isEmpty() && anyMatches(excludes, path.substring(start));
        }
    }

    private static boolean anyMatches(List<Glob> globs, String path) {
        for (Glob glob : globs) {
            if (glob.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private static List<Glob> with(List<Glob> known, String... globs) {
        List<Glob> all = new ArrayList<>(known);
        for (String glob : globs) {
            all.add(Glob.compile(glob));
        }
        return List.copyOf(all);
    }
}
