package dev.dockdash.archive;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.ImageIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The name of an image in the index of an OCI layout: a tag, or a whole reference.
 *
 * @param value the name
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md">image-spec, annotations</a>
 */
record RefName(String value) {

    static final String ANNOTATION = "org.opencontainers.image.ref.name";

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:@/+-]*");

    RefName {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("Invalid name \"" + value + "\" of an image in an OCI layout: expected a"
                    + " tag or a reference, of letters, digits and _.:@/+- and starting with a letter or digit, such as"
                    + " 1.0");
        }
    }

    /** Returns an index that has one manifest, under this name. */
    ImageIndex of(Descriptor manifest) {
        Map<String, String> annotations = new LinkedHashMap<>(manifest.annotations());
        annotations.put(ANNOTATION, value);
        return ImageIndex.of(List.of(manifest.withAnnotations(annotations)), Map.of());
    }
}
