package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Assertions on how large an image is, and how much of that is of use. */
abstract class AbstractImageBudgetAssert<SELF extends AbstractImageBudgetAssert<SELF>>
        extends AbstractImageLintAssert<SELF> {

    private Optional<Image> uncounted = Optional.empty();
    private PathGlobs ignored = PathGlobs.NONE;

    AbstractImageBudgetAssert(@Nullable Image actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Leaves the layers of a base out of all checks of sizes and numbers that follow.
     *
     * <pre>{@code
     * assertThat(image).countingOnlyLayersAbove(base).hasAtMostLayers(2).wastesLessThan("1MB");
     * }</pre>
     *
     * <p>The checks end in an {@link IllegalArgumentException} if the image is not built on the base.
     */
    public SELF countingOnlyLayersAbove(Image base) {
        uncounted = Optional.of(base);
        return myself;
    }

    /**
     * Leaves files out of all checks of unpacked sizes, waste and efficiency that follow.
     *
     * <pre>{@code
     * assertThat(image).ignoringPaths("/var/lib/rpm/**", "/etc/ld.so.cache").hasEfficiencyOver(0.95);
     * }</pre>
     *
     * @throws IllegalArgumentException if a glob is malformed or none is given
     */
    public SELF ignoringPaths(String... globs) {
        ignored = ignored.and(PathGlobs.of(globs));
        return myself;
    }

    /**
     * Checks that the layers as a registry has them take less than so much, as {@code 80MB} (a million bytes each) or
     * {@code 80MiB}.
     *
     * <pre>{@code
     * assertThat(image).hasCompressedSizeLessThan("80MB"); // fails for 80,000,000 bytes
     * }</pre>
     *
     * @throws AssertionError if they take as much or more
     * @throws IllegalArgumentException if the text is no size
     */
    public SELF hasCompressedSizeLessThan(String size) {
        ByteSize limit = ByteSize.parse(size);
        return check(image -> {
            List<Layer> layers =
                    image.layers().subList(firstLayer(image), image.layers().size());
            long found = layers.stream().mapToLong(Layer::size).sum();
            if (found >= limit.bytes()) {
                throw failure(Message.expecting("compressed size to be less than: " + size)
                        .with("actual", ByteSize.show(found))
                        .withEach("layers", layersOf(image)));
            }
        });
    }

    /**
     * Checks that the files of all layers, also of those that later layers hide, take less than so much.
     *
     * <pre>{@code
     * assertThat(image).hasUnpackedSizeLessThan("200MB"); // fails for 200,000,000 bytes
     * }</pre>
     *
     * @throws AssertionError if they take as much or more
     * @throws IllegalArgumentException if the text is no size
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasUnpackedSizeLessThan(String size) {
        ByteSize limit = ByteSize.parse(size);
        return check(image -> {
            long found = usage(image).unpacked();
            if (found >= limit.bytes()) {
                throw failure(Message.expecting("unpacked size to be less than: " + size)
                        .with("actual", ByteSize.show(found)));
            }
        });
    }

    /**
     * Checks that there are no more layers than that.
     *
     * <pre>{@code
     * assertThat(image).hasAtMostLayers(5); // fails for six
     * }</pre>
     *
     * @throws AssertionError if there are more
     */
    public SELF hasAtMostLayers(int most) {
        return check(image -> {
            int found = image.layers().size() - firstLayer(image);
            if (found > most) {
                throw failure(Message.expecting("at most " + most + " layers")
                        .with("actual", String.valueOf(found))
                        .withEach("layers", layersOf(image)));
            }
        });
    }

    /**
     * Checks that files that later layers replace or delete take less than so much: they are stored and moved, and no
     * container sees them.
     *
     * <pre>{@code
     * assertThat(image).wastesLessThan("5MB"); // fails if a layer of 5 MB is deleted by the next
     * }</pre>
     *
     * @throws AssertionError if they take as much or more; the message lists them, the largest first
     * @throws IllegalArgumentException if the text is no size
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF wastesLessThan(String size) {
        ByteSize limit = ByteSize.parse(size);
        return check(image -> {
            LayerUsage usage = usage(image);
            if (usage.wastedBytes() >= limit.bytes()) {
                throw failure(Message.expecting("wasted bytes to be less than: " + size)
                        .with("actual", ByteSize.show(usage.wastedBytes()))
                        .withEach("wasted", lines(usage)));
            }
        });
    }

    /**
     * Checks which part of the bytes of files a container sees, as a number from 0 to 1.
     *
     * <pre>{@code
     * assertThat(image).hasEfficiencyOver(0.95); // fails if a tenth of the bytes is hidden by later layers
     * }</pre>
     *
     * @throws AssertionError if it is that or less
     * @throws IllegalArgumentException if the number is not from 0 to 1
     * @throws java.io.UncheckedIOException if a layer cannot be read
     */
    public SELF hasEfficiencyOver(double least) {
        if (!(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException("Invalid efficiency " + least + ": expected a number from 0 to 1");
        }
        return check(image -> {
            LayerUsage usage = usage(image);
            if (usage.efficiency() <= least) {
                throw failure(Message.expecting("efficiency to be over: " + least)
                        .with("actual", String.format(Locale.ROOT, "%.4f", usage.efficiency()))
                        .with("unpacked", ByteSize.show(usage.unpacked()))
                        .withEach("wasted", lines(usage)));
            }
        });
    }

    private LayerUsage usage(Image image) {
        int first = firstLayer(image);
        return reading("the layers", () -> LayerUsage.of(image, first, ignored));
    }

    private int firstLayer(Image image) {
        return uncounted
                .map(base -> {
                    if (!BaseImage.isUnder(image, base)) {
                        throw new IllegalArgumentException(
                                "Invalid base " + base + ": the image " + image + " is not built on it");
                    }
                    return base.layers().size();
                })
                .orElse(0);
    }

    private List<String> lines(LayerUsage usage) {
        return usage.wasted().stream()
                .map(waste ->
                        waste.bytes() + " " + waste.path() + ", " + context().origin(waste.layer()))
                .toList();
    }

    private List<String> layersOf(Image image) {
        int first = firstLayer(image);
        List<Layer> layers = image.layers();
        return IntStream.range(first, layers.size())
                .mapToObj(i ->
                        ByteSize.show(layers.get(i).size()) + " " + context().origin(i))
                .toList();
    }
}
