package dev.dockdash.assertj;

import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the entries of a layer. */
abstract class AbstractLayerEntriesAssert<SELF extends AbstractLayerEntriesAssert<SELF>>
        extends AbstractDockdashAssert<SELF, Layer> {

    AbstractLayerEntriesAssert(@Nullable Layer actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Checks that the layer has entries at all of these paths.
     *
     * <pre>{@code
     * assertThat(layer).containsEntries("/app/serve", "etc/app.conf"); // passes if both are there
     * assertThat(layer).containsEntries("/etc/passwd");                // fails if that is in a layer below
     * }</pre>
     *
     * @throws AssertionError if one is missing
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public SELF containsEntries(String... paths) {
        Set<String> wanted = canonical(paths);
        return check(layer -> {
            Set<String> entries = entriesOf(layer);
            Set<String> missing = without(wanted, entries);
            if (!missing.isEmpty()) {
                throw failure(Message.expecting("entries of layer to include: " + String.join(", ", wanted))
                        .withAll("missing", missing)
                        .withAll("entries", entries));
            }
        });
    }

    /**
     * Checks that the layer has entries at these paths and nowhere else; directories count, also those that were made up
     * because something lies in them.
     *
     * <pre>{@code
     * Layer layer = Layer.builder(cache).data("/app/version", "1").build();
     * assertThat(layer).containsOnlyEntries("/app", "/app/version"); // passes
     * assertThat(layer).containsOnlyEntries("/app/version");         // fails: /app is there too
     * }</pre>
     *
     * @throws AssertionError if one is missing, or one is there that is not given
     * @throws IllegalArgumentException if a path is empty or none is given
     */
    public SELF containsOnlyEntries(String... paths) {
        Set<String> wanted = canonical(paths);
        return check(layer -> {
            Set<String> entries = entriesOf(layer);
            if (!entries.equals(wanted)) {
                throw failure(
                        Message.expecting("entries of layer to be exactly: " + String.join(", ", wanted))
                                .withAll("missing", without(wanted, entries))
                                .withAll("unexpected", without(entries, wanted)),
                        String.join("\n", wanted),
                        String.join("\n", entries));
            }
        });
    }

    /**
     * Checks that the layer has no entry at this path.
     *
     * <pre>{@code
     * assertThat(layer).doesNotContainEntry("/root/.npmrc"); // fails if it is there, even if a later layer deletes it
     * }</pre>
     *
     * @throws AssertionError if it has one
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF doesNotContainEntry(String path) {
        String unwanted = CanonicalPath.of(path);
        return check(layer -> {
            Set<String> entries = entriesOf(layer);
            if (entries.contains(unwanted)) {
                throw failure(
                        Message.expecting("no entry of layer at: " + unwanted).withAll("entries", entries));
            }
        });
    }

    /**
     * Goes on with the entry at a path, the last if there are several.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/serve").hasMode(0755); // passes for an executable file
     * assertThat(layer).entry("/app/server").hasMode(0755); // fails: the layer has no such entry
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the path is empty
     */
    @CheckReturnValue
    public LayerEntryAssert entry(String path) {
        String wanted = CanonicalPath.of(path);
        return navigate(
                layer -> new LayerEntryAssert(require(layer, wanted), context()),
                unreachable -> new LayerEntryAssert(null, unreachable));
    }

    /**
     * Checks the entry at a path, the last if there are several, and comes back.
     *
     * <pre>{@code
     * assertThat(layer).entry("/app/serve", entry -> entry.hasMode(0755)); // passes for an executable file
     * assertThat(layer).entry("/app/server", entry -> entry.hasMode(0755)); // fails: the layer has no such entry
     * }</pre>
     *
     * @throws AssertionError if there is none
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF entry(String path, Consumer<LayerEntryAssert> checks) {
        checks.accept(entry(path));
        return myself;
    }

    /**
     * Goes on with the paths of the entries, as they are written and in their order.
     *
     * <pre>{@code
     * assertThat(layer).entries().startsWith("app/");  // passes
     * assertThat(layer).entries().startsWith("/app");  // fails: it is written otherwise
     * }</pre>
     */
    @CheckReturnValue
    public ListAssert<String> entries() {
        return texts(
                "entries",
                reach(layer -> read(layer).stream().map(LayerEntry::path).toList()));
    }

    /**
     * Checks that the layer deletes what lower layers have at a path.
     *
     * <pre>{@code
     * assertThat(layer).whitesOut("/etc/motd");       // passes for an entry etc/.wh.motd
     * assertThat(layer).whitesOut("/etc/.wh.motd");   // fails
     * }</pre>
     *
     * @throws AssertionError if it does not
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF whitesOut(String path) {
        String wanted = CanonicalPath.of(path);
        return check(layer -> requireAmong("deletions of layer", wanted, whiteouts(layer)));
    }

    /**
     * Checks that the layer deletes all that lower layers have in a directory.
     *
     * <pre>{@code
     * assertThat(layer).makesOpaque("/var/cache"); // passes for an entry var/cache/.wh..wh..opq
     * assertThat(layer).makesOpaque("/var");       // fails
     * }</pre>
     *
     * @throws AssertionError if it does not
     * @throws IllegalArgumentException if the path is empty
     */
    public SELF makesOpaque(String directory) {
        String wanted = CanonicalPath.of(directory);
        return check(layer -> requireAmong("opaque directories of layer", wanted, opaque(layer)));
    }

    /**
     * Checks that no path has two entries.
     *
     * <pre>{@code
     * assertThat(layer).hasNoDuplicateEntries(); // fails if /app stands there as app/ and as ./app
     * }</pre>
     *
     * @throws AssertionError if one has
     */
    public SELF hasNoDuplicateEntries() {
        return check(layer -> {
            Set<String> seen = new HashSet<>();
            requireNoEntries("no duplicate entries in layer", layer, entry -> !seen.add(canonical(entry)));
        });
    }

    /**
     * Checks that the entries stand in the order of their paths, either as whole texts or name by name.
     *
     * <pre>{@code
     * assertThat(layer).hasSortedEntries(); // fails for /b before /a
     * }</pre>
     *
     * @throws AssertionError if one stands too late
     */
    public SELF hasSortedEntries() {
        return check(layer -> {
            List<String> found =
                    read(layer).stream().map(entry -> canonical(entry)).toList();
            Optional<Message> unsorted = firstUnsorted(found, path -> path);
            if (unsorted.isPresent()
                    && firstUnsorted(found, path -> path.replace('/', '\0')).isPresent()) {
                throw failure(unsorted.get());
            }
        });
    }

    private static Optional<Message> firstUnsorted(List<String> paths, UnaryOperator<String> key) {
        return IntStream.range(1, paths.size())
                .filter(i -> key.apply(paths.get(i - 1)).compareTo(key.apply(paths.get(i))) > 0)
                .mapToObj(i -> Message.expecting("entries of layer to be sorted")
                        .with("entry " + i, paths.get(i))
                        .with("comes after", paths.get(i - 1)))
                .findFirst();
    }

    /**
     * Checks that each entry comes after entries for all of its parent directories, without which some engines make
     * them up.
     *
     * <pre>{@code
     * assertThat(layer).hasAllParentDirectories(); // fails for /app/run without /app
     * }</pre>
     *
     * @throws AssertionError if one is missing
     */
    public SELF hasAllParentDirectories() {
        return check(layer -> {
            Set<String> seen = new HashSet<>(Set.of("/"));
            requireNoEntries("all parent directories to be in layer", layer, entry -> {
                String path = canonical(entry);
                seen.add(path);
                return !seen.contains(CanonicalPath.parent(path));
            });
        });
    }

    /**
     * Checks that all entries have one modification time.
     *
     * <pre>{@code
     * assertThat(layer).hasTimestamps(Instant.EPOCH);                         // passes for layers of dockdash and ko
     * assertThat(layer).hasTimestamps(Instant.parse("1980-01-01T00:00:01Z")); // fails for them, not buildpacks
     * }</pre>
     *
     * @throws AssertionError if one has another
     */
    public SELF hasTimestamps(Instant expected) {
        return check(layer -> {
            List<String> others = read(layer).stream()
                    .filter(entry -> !entry.metadata().modified().equals(expected))
                    .map(entry -> entry.metadata().modified() + " " + canonical(entry))
                    .toList();
            if (!others.isEmpty()) {
                throw failure(Message.expecting("modification time of all entries of layer to be: " + expected)
                        .withEach("others", others));
            }
        });
    }

    /**
     * Checks that owners are told by number alone: a name can mean another number on another system.
     *
     * <pre>{@code
     * assertThat(layer).hasNumericOwnersOnly(); // fails for an owner that is named www-data
     * }</pre>
     *
     * @throws AssertionError if one is told by name too
     */
    public SELF hasNumericOwnersOnly() {
        return check(layer -> {
            List<String> named = read(layer).stream()
                    .filter(entry ->
                            !(entry.metadata().userName() + entry.metadata().groupName()).isEmpty())
                    .map(entry ->
                            entry.metadata().userName() + ":" + entry.metadata().groupName() + " " + canonical(entry))
                    .toList();
            if (!named.isEmpty()) {
                throw failure(Message.expecting("owners in layer without names").withEach("named", named));
            }
        });
    }

    private void requireNoEntries(String what, Layer layer, Predicate<LayerEntry> unwanted) {
        List<String> found =
                read(layer).stream().filter(unwanted).map(LayerEntry::path).toList();
        if (!found.isEmpty()) {
            throw failure(Message.expecting(what).withEach("found", found));
        }
    }

    private void requireAmong(String what, String wanted, Set<String> found) {
        if (!found.contains(wanted)) {
            throw failure(Message.expecting(what + " to include: " + wanted).withAll("actual", found));
        }
    }

    private LayerEntry require(Layer layer, String path) {
        List<LayerEntry> entries = read(layer);
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (canonical(entries.get(i)).equals(path)) {
                return entries.get(i);
            }
        }
        Set<String> all = entriesOf(layer);
        throw failure(Message.expecting("an entry of layer at: " + path)
                .withEach("similar paths", SimilarPaths.of(path, all))
                .withAll("entries", all));
    }

    private Set<String> whiteouts(Layer layer) {
        Set<String> hidden = new TreeSet<>();
        for (LayerEntry entry : read(layer)) {
            if (entry instanceof LayerEntry.Whiteout whiteout) {
                hidden.add(CanonicalPath.ofEntry(whiteout.hiddenPath()));
            }
        }
        return hidden;
    }

    private Set<String> opaque(Layer layer) {
        Set<String> directories = new TreeSet<>();
        for (LayerEntry entry : read(layer)) {
            if (entry instanceof LayerEntry.OpaqueMarker marker) {
                directories.add(CanonicalPath.ofEntry(marker.directory()));
            }
        }
        return directories;
    }

    private List<LayerEntry> read(Layer layer) {
        return reading("layer " + layer.digest(), layer::entries);
    }

    private Set<String> entriesOf(Layer layer) {
        return read(layer).stream().map(entry -> canonical(entry)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String canonical(LayerEntry entry) {
        return CanonicalPath.ofEntry(entry.path());
    }

    private static Set<String> canonical(String... paths) {
        if (paths.length == 0) {
            throw new IllegalArgumentException("Invalid entries: expected at least one path");
        }
        return Arrays.stream(paths).map(CanonicalPath::of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> paths, Set<String> others) {
        Set<String> rest = new TreeSet<>(paths);
        others.forEach(rest::remove);
        return rest;
    }
}
