package dev.dockdash.junit;

import dev.dockdash.layer.EntryAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A layer that is asked for.
 *
 * @param source what it is made from
 * @param target the path in the image
 * @param mode the mode of files, unless it follows from them
 * @param uid the number of the owner
 * @param gid the number of the group
 */
record LayerDefinition(LayerSource source, String target, OptionalInt mode, long uid, long gid) {

    private static final Pattern MODE = Pattern.compile("0?[0-7]{3,4}");
    private static final Pattern OWNER = Pattern.compile("([0-9]{1,10})(?::([0-9]{1,10}))?");
    private static final int OCTAL = 8;

    /** Returns the layer that has a directory of the class path at its root. */
    static LayerDefinition ofRoot(ResourceName directory) {
        return new LayerDefinition(new LayerSource.Directory(directory), "/", OptionalInt.empty(), 0, 0);
    }

    /**
     * Returns the definition in an annotation.
     *
     * @throws IllegalArgumentException if there can be no such layer
     */
    static LayerDefinition of(ImageLayer annotation) {
        String target = annotation.to();
        if (target.isBlank()) {
            throw new IllegalArgumentException(
                    "Invalid layer: to is empty: expected a path in the image, such as /app");
        }
        Matcher owner = OWNER.matcher(annotation.owner());
        if (!owner.matches()) {
            throw new IllegalArgumentException("Invalid owner \"" + annotation.owner() + "\" of the layer to \""
                    + target + "\": expected numbers of owner and group, such as 1000:1000");
        }
        String uid = owner.group(1);
        String gid = owner.group(2) == null ? uid : owner.group(2);
        return new LayerDefinition(
                sourceOf(annotation), target, modeOf(annotation), Long.parseLong(uid), Long.parseLong(gid));
    }

    private static OptionalInt modeOf(ImageLayer annotation) {
        String mode = annotation.mode();
        if (mode.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!MODE.matcher(mode).matches()) {
            throw new IllegalArgumentException("Invalid mode \"" + mode + "\" of the layer to \"" + annotation.to()
                    + "\": expected octal digits, such as 0755");
        }
        return OptionalInt.of(Integer.parseInt(mode, OCTAL));
    }

    private static LayerSource sourceOf(ImageLayer annotation) {
        List<String> given = new ArrayList<>();
        if (!annotation.resource().isEmpty()) {
            given.add("resource");
        }
        if (!annotation.file().isEmpty()) {
            given.add("file");
        }
        if (annotation.text().length > 0) {
            given.add("text");
        }
        if (given.size() != 1) {
            throw new IllegalArgumentException("Invalid layer to \"" + annotation.to()
                    + "\": expected exactly one of resource, file and text but got "
                    + (given.isEmpty() ? "none" : String.join(" and ", given)));
        }
        return switch (given.get(0)) {
            case "resource" -> new LayerSource.Resource(ResourceName.parse(annotation.resource()));
            case "file" -> new LayerSource.File(annotation.file());
            default -> new LayerSource.Text(String.join("\n", annotation.text()));
        };
    }

    EntryAttributes attributes() {
        EntryAttributes owned = EntryAttributes.DEFAULT.owner(uid, gid);
        return mode.isPresent() ? owned.mode(mode.getAsInt()) : owned;
    }
}
