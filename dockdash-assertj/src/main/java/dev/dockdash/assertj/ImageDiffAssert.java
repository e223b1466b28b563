package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on how an image differs from another one, its predecessor.
 *
 * <p>Tolerances count for the checks that follow them. Images of as many layers are compared layer by layer, entry by
 * entry; others, and all with {@link #ignoringLayering}, as a container sees them. Text that differs is shown from its first
 * line that does.
 *
 * <p>Not thread-safe.
 */
public class ImageDiffAssert extends AbstractDockdashAssert<ImageDiffAssert, Image> {

    private final @Nullable Image other;
    private final Set<DiffTolerance> tolerances = EnumSet.noneOf(DiffTolerance.class);
    private PathGlobs ignored = PathGlobs.NONE;

    ImageDiffAssert(@Nullable Image actual, @Nullable Image other, Context context) {
        super(actual, ImageDiffAssert.class, context);
        this.other = other;
    }

    /** Overlooks modification times of files and times of creation, in config, history and annotations. */
    public ImageDiffAssert ignoringTimestamps() {
        return ignoring(DiffTolerance.TIMESTAMPS);
    }

    /** Overlooks the history. */
    public ImageDiffAssert ignoringHistory() {
        return ignoring(DiffTolerance.HISTORY);
    }

    /** Overlooks the order of entries in layers. */
    public ImageDiffAssert ignoringEntryOrder() {
        return ignoring(DiffTolerance.ENTRY_ORDER);
    }

    /** Overlooks how entries are written in tars that say the same. */
    public ImageDiffAssert ignoringTarFormat() {
        return ignoring(DiffTolerance.TAR_FORMAT);
    }

    /** Overlooks type bits that some builders write into modes; only the raw tar has them, so this ignores its form. */
    public ImageDiffAssert ignoringModeTypeBits() {
        return ignoringTarFormat();
    }

    /** Overlooks how layers are compressed, and the media types that say so. */
    public ImageDiffAssert ignoringCompression() {
        return ignoring(DiffTolerance.COMPRESSION);
    }

    /** Overlooks which layer has what: only what a container sees counts. */
    public ImageDiffAssert ignoringLayering() {
        return ignoring(DiffTolerance.LAYERING);
    }

    /** Overlooks annotations of the manifest that name the image. */
    public ImageDiffAssert ignoringImageName() {
        return ignoring(DiffTolerance.IMAGE_NAME);
    }

    /**
     * Overlooks files.
     *
     * @throws IllegalArgumentException if a glob is malformed or none is given
     */
    public ImageDiffAssert ignoringPaths(String... globs) {
        ignored = ignored.and(PathGlobs.of(globs));
        return myself;
    }

    private ImageDiffAssert ignoring(DiffTolerance tolerance) {
        tolerances.add(tolerance);
        return myself;
    }

    /**
     * Checks that both have one digest, whatever is tolerated.
     *
     * <pre>{@code
     * assertThat(image).comparedTo(again).isIdentical(); // fails if one byte of manifest, config or layers differs
     * }</pre>
     *
     * @throws AssertionError if they do not; the message has the differences
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert isIdentical() {
        return check(image -> {
            if (!image.digest().equals(other().digest())) {
                throw different("image to be identical", image, Set.of(), PathGlobs.NONE);
            }
        });
    }

    /**
     * Checks that there are no differences but those that are tolerated.
     *
     * <pre>{@code
     * assertThat(image).comparedTo(old).ignoringTimestamps().hasNoDifferences(); // fails for another User
     * }</pre>
     *
     * @throws AssertionError if there are
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert hasNoDifferences() {
        return check(image -> requireSame("image to be the same", image, tolerances));
    }

    /**
     * Checks that containers of both see the same and start the same way, with all tolerances.
     *
     * <pre>{@code
     * assertThat(image).comparedTo(sameByJib).isSemanticallyEqual(); // fails for another mode of a file
     * }</pre>
     *
     * @throws AssertionError if there are differences
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert isSemanticallyEqual() {
        return check(image -> requireSame("image to be semantically equal", image, ImageDifferences.semantic()));
    }

    /**
     * Checks that no file is added, removed or changed.
     *
     * <pre>{@code
     * assertThat(image).comparedTo(old).hasNoFileChanges(); // passes for another entry point
     * assertThat(image).comparedTo(old).hasNoFileChanges(); // fails for another mode of a file
     * }</pre>
     *
     * @throws AssertionError if one is
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert hasNoFileChanges() {
        return check(image -> requireNone(
                "no files to differ", differences(image, tolerances, ignored).files()));
    }

    /**
     * Checks that only files at these paths are added, removed or changed.
     *
     * <pre>{@code
     * assertThat(image).comparedTo(old).hasOnlyChanges("/app/**"); // fails for a change of /etc/passwd
     * }</pre>
     *
     * @throws AssertionError if others are
     * @throws IllegalArgumentException if a glob is malformed
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert hasOnlyChanges(String... globs) {
        PathGlobs allowed = PathGlobs.of(globs);
        return check(image -> {
            ImageDifferences all = differences(image, tolerances, ignored);
            requireNone(
                    "files to differ only at: " + String.join(", ", globs),
                    all.files().stream()
                            .filter(file -> !allowed.match(file.path()))
                            .toList());
        });
    }

    /**
     * Checks that files are added at these paths only, and none is removed or changed.
     *
     * <pre>{@code
     * assertThat(image).comparedTo(base).addsOnly("/app/**"); // fails if /etc/passwd is changed
     * }</pre>
     *
     * @throws AssertionError if others are added, or one is removed or changed
     * @throws IllegalArgumentException if a glob is malformed
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert addsOnly(String... globs) {
        PathGlobs allowed = PathGlobs.of(globs);
        return check(image -> {
            ImageDifferences all = differences(image, tolerances, ignored);
            requireNone(
                    "only additions, at: " + String.join(", ", globs),
                    all.files().stream()
                            .filter(file -> file.kind() != ImageDifferences.Kind.ADDED || !allowed.match(file.path()))
                            .toList());
        });
    }

    /**
     * Checks that no file is removed.
     *
     * <pre>{@code
     * assertThat(image).comparedTo(base).removesNothing(); // fails after RUN rm /etc/motd
     * }</pre>
     *
     * @throws AssertionError if one is
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert removesNothing() {
        return check(image -> {
            ImageDifferences all = differences(image, tolerances, ignored);
            requireNone(
                    "no files to be removed",
                    all.files().stream()
                            .filter(file -> file.kind() == ImageDifferences.Kind.REMOVED)
                            .toList());
        });
    }

    /**
     * Checks that manifest or config differ, and nothing else.
     *
     * <pre>{@code
     * assertThat(Image.from(base).user("1000").build()).comparedTo(base).changesConfigOnly(); // passes
     * assertThat(base).comparedTo(base).changesConfigOnly();                                  // fails: nothing differs
     * }</pre>
     *
     * @throws AssertionError if they do not, or layers or files differ
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public ImageDiffAssert changesConfigOnly() {
        return check(image -> {
            ImageDifferences all = differences(image, tolerances, ignored);
            if (all.documents().isEmpty()) {
                throw failure(all.addTo(Message.expecting("config to differ from " + other() + ", but it does not")));
            }
            if (!all.layers().isEmpty() || !all.files().isEmpty()) {
                throw failure(all.addFilesTo(Message.expecting("only the config to differ from " + other())
                        .withEach("layers", all.layers())));
            }
        });
    }

    private void requireNone(String what, List<ImageDifferences.FileDifference> unwanted) {
        if (!unwanted.isEmpty()) {
            ImageDifferences shown = new ImageDifferences(List.of(), List.of(), unwanted);
            throw failure(shown.addFilesTo(Message.expecting(what).with("compared to", other().toString())));
        }
    }

    private void requireSame(String what, Image image, Set<DiffTolerance> tolerated) {
        if (!differences(image, tolerated, ignored).isEmpty()) {
            throw different(what, image, tolerated, ignored);
        }
    }

    private AssertionError different(String what, Image image, Set<DiffTolerance> tolerated, PathGlobs overlooked) {
        Message message = Message.expecting(what).with("compared to", other().toString());
        ImageDifferences all = differences(image, tolerated, overlooked);
        if (all.isEmpty()) {
            message.with("documents", "the same fields in other bytes");
        }
        return failure(all.addTo(message), other().digest(), image.digest());
    }

    private ImageDifferences differences(Image image, Set<DiffTolerance> tolerated, PathGlobs overlooked) {
        return reading("the images", () -> ImageDifferences.of(image, other(), tolerated, overlooked));
    }

    private Image other() {
        return Objects.requireNonNull(other, "the image to compare with");
    }
}
