package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.layer.LayerEntry;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Assertions on how an image differs from others, and whether it would be built the same again. */
abstract class AbstractImageComparisonAssert<SELF extends AbstractImageComparisonAssert<SELF>>
        extends AbstractImageBudgetAssert<SELF> {

    private static final System.Logger LOG = System.getLogger("dev.dockdash.assertj");

    AbstractImageComparisonAssert(@Nullable Image actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Checks that the layers of another image are the lowest of this one, by their diffIDs.
     *
     * <pre>{@code
     * assertThat(Image.from(base).layer(app).build()).isBuiltOn(base); // passes, however layers are compressed
     * assertThat(base).isBuiltOn(image);                               // fails
     * }</pre>
     *
     * @throws AssertionError if they are not
     */
    public SELF isBuiltOn(Image base) {
        return check(image -> requireBase(image, base));
    }

    void requireBase(Image image, Image base) {
        if (!BaseImage.isUnder(image, base)) {
            List<Digest> wanted = base.config().rootFs().diffIds();
            List<Digest> found = image.config().rootFs().diffIds();
            throw failure(
                    Message.expecting("image to be built on " + base)
                            .withEach("diffIDs of base", texts(wanted))
                            .withEach("diffIDs", texts(found)),
                    wanted,
                    found);
        }
    }

    private static List<String> texts(List<Digest> digests) {
        return digests.stream().map(Digest::toString).toList();
    }

    /** Goes on with how this image differs from another, its predecessor. */
    @CheckReturnValue
    public ImageDiffAssert comparedTo(Image other) {
        return navigate(
                image -> new ImageDiffAssert(image, other, context()),
                unreachable -> new ImageDiffAssert(null, null, unreachable));
    }

    /** Checks how this image differs from another, its predecessor, and comes back. */
    public SELF comparedTo(Image other, Consumer<ImageDiffAssert> checks) {
        checks.accept(comparedTo(other));
        return myself;
    }

    /**
     * Builds the image again and checks that it gets the same digest.
     *
     * <pre>{@code
     * assertThat(image).isReproducible(() -> build()); // fails if a file has the time of the build in it
     * }</pre>
     *
     * @throws AssertionError if it gets another; the message has what differs
     * @throws java.io.UncheckedIOException if it cannot be built, or a layer not be read
     */
    public SELF isReproducible(ImageBuild build) {
        return check(image -> {
            Image again = reading("the image that is built again", build::build);
            if (again.digest().equals(image.digest())) {
                return;
            }
            ImageDifferences all =
                    reading("the images", () -> ImageDifferences.of(again, image, Set.of(), PathGlobs.NONE));
            Message message = Message.expecting("a reproducible build, but two builds differ");
            if (all.isEmpty()) {
                message.with("documents", "the same fields in other bytes");
            }
            throw failure(all.addTo(message), image.digest(), again.digest());
        });
    }

    /**
     * Checks that there is one time in the whole image: of its creation, in its history and on the files of all layers.
     *
     * <pre>{@code
     * assertThat(image).hasOnlyTimestamp(Instant.EPOCH); // fails if a file is of today
     * }</pre>
     *
     * @throws AssertionError if there is another
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasOnlyTimestamp(Instant expected) {
        return check(image -> {
            List<String> others = reading("the layers", () -> otherTimes(image, expected));
            if (!others.isEmpty()) {
                throw failure(Message.expecting("no time in the image but: " + expected)
                        .withEach("others", others));
            }
        });
    }

    /**
     * Runs the tests of a file in the format of container-structure-test, schema version 2.0.0: those of file existence,
     * file content and metadata. Command and license tests, for which a container would have to run, are named in a
     * warning of the log and in the message of a failure.
     *
     * <pre>{@code
     * assertThat(image).satisfiesStructureTest(Path.of("src/test/resources/web.yaml")); // fails if a test of it does
     * }</pre>
     *
     * <p>Ports are compared with their protocol, and a user, working directory, entry point or command that is given empty
     * must be empty. It needs {@code org.snakeyaml:snakeyaml-engine} on the class path.
     *
     * @throws AssertionError if a test fails; the message has all that do
     * @throws IllegalArgumentException if the file is not of the format, or has no test that can be run here
     * @throws IllegalStateException if snakeyaml-engine is not on the class path
     * @throws java.io.UncheckedIOException if the file or a layer cannot be read
     */
    public SELF satisfiesStructureTest(Path file) {
        return check(image -> {
            StructureTest test = reading(file.toString(), () -> StructureTest.read(file));
            List<String> failures = reading("the image", () -> StructureTestRun.of(image, test));
            if (!test.notRun().isEmpty()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0}: not run, because no container is started: {1}",
                        file,
                        String.join(", ", test.notRun()));
            }
            if (!failures.isEmpty()) {
                throw failure(Message.expecting("image to satisfy the structure test " + file)
                        .withEach("failed", failures)
                        .withEach("not run", test.notRun()));
            }
        });
    }

    private List<String> otherTimes(Image image, Instant expected) throws IOException {
        List<String> others = new ArrayList<>();
        addOther(others, image.config().created(), expected, "creation");
        List<History> history = image.config().history();
        for (int i = 0; i < history.size(); i++) {
            addOther(others, history.get(i).created(), expected, "history " + i);
        }
        for (int i = 0; i < image.layers().size(); i++) {
            for (LayerEntry entry : image.layers().get(i).entries()) {
                Optional<Instant> time = Optional.of(entry.metadata().modified());
                addOther(others, time, expected, CanonicalPath.ofEntry(entry.path()) + " in layer " + i);
            }
        }
        return others;
    }

    private static void addOther(List<String> others, Optional<Instant> found, Instant expected, String where) {
        found.filter(time -> !time.equals(expected)).ifPresent(time -> others.add(time + " " + where));
    }
}
