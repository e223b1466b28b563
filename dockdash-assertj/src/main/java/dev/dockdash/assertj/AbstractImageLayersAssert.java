package dev.dockdash.assertj;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Assertions on the layers of an image, and the way to those on each. */
abstract class AbstractImageLayersAssert<SELF extends AbstractImageLayersAssert<SELF>>
        extends AbstractImageComparisonAssert<SELF> {

    AbstractImageLayersAssert(@Nullable Image actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Checks the number of layers.
     *
     * <pre>{@code
     * assertThat(image).hasLayerCount(2); // fails for three
     * }</pre>
     *
     * @throws AssertionError if there are more or less
     */
    public SELF hasLayerCount(int expected) {
        return check(image -> {
            if (image.layers().size() != expected) {
                throw unequal(
                        "number of layers",
                        expected,
                        image.layers().size(),
                        message -> message.withEach("layers", numbered(image.layers())));
            }
        });
    }

    /**
     * Checks each layer that the image has above those of a base.
     *
     * <pre>{@code
     * assertThat(image).layersAbove(base, layer -> layer.hasTimestamps(Instant.EPOCH));
     * assertThat(image).layersAbove(other, layer -> layer.isGzip()); // fails if the image is not built on that one
     * }</pre>
     *
     * @throws AssertionError if the image is not built on the base
     */
    public SELF layersAbove(Image base, Consumer<LayerAssert> checks) {
        reach(image -> {
                    requireBase(image, base);
                    return image.layers().size();
                })
                .ifPresent(count -> checkLayers(base.layers().size(), count, checks));
        return myself;
    }

    /** Checks each layer, base layer first. */
    public SELF eachLayer(Consumer<LayerAssert> checks) {
        reach(image -> image.layers().size()).ifPresent(count -> checkLayers(0, count, checks));
        return myself;
    }

    private void checkLayers(int from, int to, Consumer<LayerAssert> checks) {
        for (int i = from; i < to; i++) {
            checks.accept(layer(i));
        }
    }

    /**
     * Goes on with a layer.
     *
     * <pre>{@code
     * assertThat(image).layer(0).isGzip(); // passes if the base layer is compressed so
     * assertThat(image).layer(9).isGzip(); // fails for an image of two layers
     * }</pre>
     *
     * @param index its number, counted from the base layer, 0
     * @throws AssertionError if the image has no such layer
     * @throws IllegalArgumentException if the number is negative
     */
    @CheckReturnValue
    public LayerAssert layer(int index) {
        LayerNumber.require(index);
        return navigate(
                image -> new LayerAssert(requireLayer(image, index), context().at("layer " + index)),
                unreachable -> new LayerAssert(null, unreachable));
    }

    /**
     * Checks a layer and comes back.
     *
     * <pre>{@code
     * assertThat(image).layer(0, layer -> layer.isGzip()); // passes if the base layer is compressed so
     * assertThat(image).layer(9, layer -> layer.isGzip()); // fails for an image of two layers
     * }</pre>
     *
     * @param index its number, counted from the base layer, 0
     * @throws AssertionError if the image has no such layer
     * @throws IllegalArgumentException if the number is negative
     */
    public SELF layer(int index, Consumer<LayerAssert> checks) {
        checks.accept(layer(index));
        return myself;
    }

    /**
     * Goes on with the layer that was put on last.
     *
     * <pre>{@code
     * assertThat(image).topLayer().containsEntries("/app/serve"); // passes if the last layer brings it
     * assertThat(image).topLayer().containsEntries("/bin/sh");    // fails if the base has brought it
     * }</pre>
     *
     * @throws AssertionError if the image has no layers
     */
    @CheckReturnValue
    public LayerAssert topLayer() {
        return navigate(
                image -> new LayerAssert(
                        requireTop(image),
                        context().at("layer " + (image.layers().size() - 1))),
                unreachable -> new LayerAssert(null, unreachable));
    }

    /**
     * Checks the layer that was put on last and comes back.
     *
     * <pre>{@code
     * assertThat(image).topLayer(layer -> layer.containsEntries("/app/serve")); // passes if the last layer brings it
     * assertThat(image).topLayer(layer -> layer.containsEntries("/bin/sh"));    // fails if the base has brought it
     * }</pre>
     *
     * @throws AssertionError if the image has no layers
     */
    public SELF topLayer(Consumer<LayerAssert> checks) {
        checks.accept(topLayer());
        return myself;
    }

    private Layer requireTop(Image image) {
        if (image.layers().isEmpty()) {
            throw failure(Message.expecting("a top layer, but the image has no layers"));
        }
        return image.layers().get(image.layers().size() - 1);
    }

    private Layer requireLayer(Image image, int index) {
        List<Layer> layers = image.layers();
        if (index >= layers.size()) {
            throw failure(Message.expecting("layer " + index + ", but the image does not have it")
                    .withAll("layers", numbered(layers)));
        }
        return layers.get(index);
    }

    private static List<String> numbered(List<Layer> layers) {
        List<String> lines = new ArrayList<>();
        for (Layer layer : layers) {
            lines.add(lines.size() + " " + layer);
        }
        return lines;
    }
}
