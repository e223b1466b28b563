package dev.dockdash.oci;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the image that runs best on a platform: variants of a processor run what was built for earlier ones, and an
 * image must not need a system version or feature that the platform does not have.
 */
record PlatformChoice(Platform wanted) {

    private static final List<String> ARM = List.of("v8", "v7", "v6", "v5", "");
    private static final List<String> ARM64 = List.of("v9", "v8");
    private static final List<String> AMD64 = List.of("v4", "v3", "v2", "v1");

    /** Returns the best of these manifests, the first of several that are as good. */
    Optional<Descriptor> best(List<Descriptor> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.platform().filter(this::fits).isPresent())
                .min(Comparator.comparing(manifest -> rank(manifest.platform().orElseThrow())));
    }

    private boolean fits(Platform candidate) {
        return !candidate.isUnknown()
                && candidate.os().equals(wanted.os())
                && candidate.architecture().equals(wanted.architecture())
                && rank(candidate) >= 0
                && fitsVersion(candidate)
                && wanted.osFeatures().containsAll(candidate.osFeatures());
    }

    /** Returns how far a variant is from the best one, or -1 if it does not run. */
    private int rank(Platform candidate) {
        return variants().indexOf(named(candidate.variant().orElse("")));
    }

    private List<String> variants() {
        String variant = named(wanted.variant().orElse(""));
        if (wanted.architecture().equals("arm") && variant.isEmpty()) {
            return List.of("", "v7", "v6", "v5");
        }
        List<String> all = descending();
        int start = all.indexOf(variant);
        return start < 0 ? List.of(variant) : new ArrayList<>(all.subList(start, all.size()));
    }

    private List<String> descending() {
        return switch (wanted.architecture()) {
            case "arm" -> ARM;
            case "arm64" -> ARM64;
            case "amd64" -> AMD64;
            default -> List.of();
        };
    }

    /** Returns a variant by the name that stands for it when none is given. */
    private String named(String variant) {
        if (!variant.isEmpty()) {
            return variant;
        }
        return switch (wanted.architecture()) {
            case "arm64" -> "v8";
            case "amd64" -> "v1";
            default -> "";
        };
    }

    private boolean fitsVersion(Platform candidate) {
        if (wanted.osVersion().isEmpty()) {
            return true;
        }
        String asked = wanted.osVersion().get();
        String offered = candidate.osVersion().orElse("");
        return offered.equals(asked)
                || (wanted.os().equals("windows") && build(offered).equals(build(asked)));
    }

    /** Returns the build of a Windows version, {@code 10.0.17763} of {@code 10.0.17763.1234}, which is what counts. */
    private static String build(String version) {
        String[] parts = version.split("\\.", -1);
        return parts.length < 3 ? version : String.join(".", parts[0], parts[1], parts[2]);
    }
}
