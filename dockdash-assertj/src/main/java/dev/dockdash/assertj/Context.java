package dev.dockdash.assertj;

import dev.dockdash.image.FileChange;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageHandle;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.History;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an assertion knows besides its subject.
 *
 * @param header the first line of each message, without brackets: reference, platform and digest of the image
 * @param name what the image is called: its reference, or where it was loaded from
 * @param reference the reference of the image
 * @param image the image that the subject is a part of
 * @param reporter where outcomes go
 */
record Context(
        String header, Optional<String> name, Optional<String> reference, Optional<Image> image, Reporter reporter) {

    private static final String SEPARATOR = " · ";
    private static final int MAX_HISTORY_LENGTH = 120;

    static Context of(@Nullable ImageHandle handle, Reporter reporter) {
        ReportSetting.requireValid();
        if (handle == null) {
            return new Context("image", Optional.empty(), Optional.empty(), Optional.empty(), reporter);
        }
        Image image = handle.image();
        String header =
                handle.reference() + SEPARATOR + image.config().platform() + SEPARATOR + shortForm(handle.digest());
        return new Context(
                header, Optional.of(handle.reference()), Optional.of(handle.reference()), Optional.of(image), reporter);
    }

    static Context of(@Nullable Image image, Reporter reporter) {
        ReportSetting.requireValid();
        if (image == null) {
            return new Context("image", Optional.empty(), Optional.empty(), Optional.empty(), reporter);
        }
        String header = image.config().platform() + SEPARATOR + shortForm(image.digest());
        return new Context(header, Optional.empty(), Optional.empty(), Optional.of(image), reporter);
    }

    /** Returns the context of an image that was loaded from somewhere. */
    static Context of(@Nullable LoadedImage loaded, Reporter reporter) {
        if (loaded == null) {
            return of((Image) null, reporter);
        }
        Context unnamed = of(loaded.image(), reporter);
        String name = loaded.source().toString();
        return new Context(
                name + SEPARATOR + unnamed.header(), Optional.of(name), Optional.empty(), unnamed.image(), reporter);
    }

    /** Returns the context of a subject that comes without an image. */
    static Context of(String what, @Nullable Digest digest, Reporter reporter) {
        String header = digest == null ? what : what + SEPARATOR + shortForm(digest);
        return new Context(header, Optional.empty(), Optional.empty(), Optional.empty(), reporter);
    }

    /** Returns this context for a part of its subject. */
    Context at(String part) {
        return new Context(header + SEPARATOR + part, name, reference, image, reporter);
    }

    /** Returns this context for what could not be reached. */
    Context unreachable() {
        return new Context(header, name, reference, image, new Reporter.Silent());
    }

    /**
     * Returns the image that the subject is a part of.
     *
     * @throws IllegalStateException if the subject came without one
     */
    Image requireImage() {
        return image.orElseThrow(() -> new IllegalStateException(
                "[" + header + "] this check needs the whole image: start with assertThat(image)"));
    }

    /**
     * Returns the reference of the image.
     *
     * @throws IllegalStateException if the image came without one
     */
    String requireReference() {
        return reference.orElseThrow(() -> new IllegalStateException("[" + header
                + "] this check needs a reference: start with an image that has one, such as a pushed image"));
    }

    boolean isUnreachable() {
        return reporter instanceof Reporter.Silent;
    }

    /** Returns the number of a layer and, where the image tells it, the command that made the layer. */
    String origin(int layer) {
        if (layer < 0) {
            return "no layer, only what lies in it has entries";
        }
        return "layer " + layer + createdBy(layer).map(by -> " (" + by + ")").orElse("");
    }

    /** Returns a line for each thing that layers did to a path. */
    List<String> changes(List<FileChange> changes) {
        return changes.stream()
                .map(change ->
                        origin(change.layer()) + " " + change.kind().name().toLowerCase(Locale.ROOT) + " it")
                .toList();
    }

    /** A history that does not tell of each layer cannot be matched with them. */
    private Optional<String> createdBy(int layer) {
        List<History> steps = image.stream()
                .flatMap(known -> known.config().history().stream())
                .filter(step -> !step.emptyLayer())
                .toList();
        int layers = image.map(known -> known.layers().size()).orElse(0);
        if (steps.size() != layers || layer >= layers) {
            return Optional.empty();
        }
        return steps.get(layer).createdBy().filter(by -> !by.isBlank()).map(Context::onOneLine);
    }

    static String onOneLine(String text) {
        String line = Redaction.of(text.strip().replaceAll("\\s+", " "));
        return line.length() <= MAX_HISTORY_LENGTH ? line : line.substring(0, MAX_HISTORY_LENGTH) + "…";
    }

    static String shortForm(Digest digest) {
        return digest.algorithm().id() + ":" + digest.shortHex();
    }
}
