package dev.dockdash.archive;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.Platform;
import java.util.Objects;
import java.util.Optional;

/**
 * Which of the images of a source is wanted.
 *
 * @param tag its name or digest, if it was chosen
 * @param platform its platform, if it was chosen
 */
record Choice(Optional<String> tag, Optional<Platform> platform) {

    static final Choice NONE = new Choice(Optional.empty(), Optional.empty());

    Choice {
        Objects.requireNonNull(platform, "platform");
        if (tag.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(
                    "Choosing an image: expected a tag, reference or digest but got a blank");
        }
    }

    Choice withTag(String newTag) {
        return new Choice(Optional.of(newTag), platform);
    }

    /** Returns the digest that was chosen, if one was. */
    Optional<Digest> digest() {
        try {
            return tag.map(Digest::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Choice withPlatform(Platform newPlatform) {
        return new Choice(tag, Optional.of(newPlatform));
    }
}
