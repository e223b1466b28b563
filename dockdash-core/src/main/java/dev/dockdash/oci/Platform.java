package dev.dockdash.oci;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The operating system and processor that an image is for, in Go's names: {@code linux/arm64/v8}.
 *
 * @param os the operating system, such as {@code linux}
 * @param architecture the processor, such as {@code amd64}
 * @param variant the variant of the processor, such as {@code v7}
 * @param osVersion the version of the operating system, which Windows images carry
 * @param osFeatures required features of the operating system, in the order of the document
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">image-spec, platform</a>
 */
public record Platform(
        String os, String architecture, Optional<String> variant, Optional<String> osVersion, List<String> osFeatures) {

    /** What nearly every image is for. */
    public static final Platform LINUX_AMD64 = of("linux", "amd64");

    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9_.-]+", Pattern.CASE_INSENSITIVE);

    /**
     * Creates a platform.
     *
     * @throws IllegalArgumentException if the system or architecture is blank
     */
    public Platform {
        Objects.requireNonNull(variant, "variant");
        Objects.requireNonNull(osVersion, "osVersion");
        osFeatures = List.copyOf(osFeatures);
        if (os.isBlank() || architecture.isBlank()) {
            throw new IllegalArgumentException(
                    "Invalid platform \"" + os + "/" + architecture + "\": expected os/architecture");
        }
    }

    /** Returns a platform without variant, version and features. */
    public static Platform of(String os, String architecture) {
        return new Platform(os, architecture, Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * Returns what dockdash builds and pulls for when nothing else is asked: linux/amd64 on every machine, so that digests
     * are the same, unless the system property {@code dockdash.platform} says otherwise.
     *
     * <p>The property is {@code os/architecture} or {@code os/architecture/variant}, or {@code host} for Linux on the
     * processor of this machine. It is read at each call.
     *
     * @throws IllegalArgumentException if the property is neither; the message lists what it can be
     */
    public static Platform standard() {
        String setting = System.getProperty(PlatformSetting.PROPERTY);
        return setting == null ? LINUX_AMD64 : PlatformSetting.parse(setting, System.getProperty("os.arch"));
    }

    /**
     * Parses {@code os/architecture} or {@code os/architecture/variant}.
     *
     * @throws IllegalArgumentException if the text has another shape
     */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3) {
            throw invalid(text);
        }
        for (String part : parts) {
            if (!COMPONENT.matcher(part).matches()) {
                throw invalid(text);
            }
        }
        Optional<String> variant = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
        return new Platform(parts[0], parts[1], variant, Optional.empty(), List.of());
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("Invalid platform \"" + text
                + "\": expected os/architecture or os/architecture/variant, such as linux/arm64/v8");
    }

    /** Tells whether this is the {@code unknown/unknown} of build attestations, which no machine runs. */
    public boolean isUnknown() {
        return os.equals("unknown") && architecture.equals("unknown");
    }

    /** Tells whether an image of this platform is one for the wanted platform: arm64 without a variant is v8. */
    public boolean runs(Platform wanted) {
        return os.equals(wanted.os)
                && architecture.equals(wanted.architecture)
                && impliedVariant().equals(wanted.impliedVariant());
    }

    private String impliedVariant() {
        return variant.orElse(architecture.equals("arm64") ? "v8" : "");
    }

    /** Returns {@code os/architecture[/variant]}, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(name -> "/" + name).orElse("");
    }
}
