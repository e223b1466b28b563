package dev.dockdash.archive;

import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * An image, or an index of images, that a source has under some names.
 *
 * @param value what it is
 * @param id its digest, which tells whether two are one
 * @param names its names: tags, or whole references
 */
record Candidate<T>(T value, String id, List<String> names) {

    Candidate {
        names = List.copyOf(names);
    }

    /**
     * Returns those that a tag means, or all if none is given; each once. Several have the same names then, and are for
     * different platforms.
     *
     * <p>A name that is written exactly as the tag comes first, then references that mean the same, such as {@code web} and
     * {@code docker.io/library/web:latest}, or that have the tag.
     *
     * @param source where they are, for messages
     * @throws MissingFromArchiveException if there is none
     * @throws IOException if several have different names
     */
    static <T> List<T> choose(List<Candidate<T>> all, Optional<String> tag, String source) throws IOException {
        List<Candidate<T>> found = all;
        if (tag.isPresent()) {
            found = named(all, tag.get(), (name, asked) -> name.equals(asked));
            found = found.isEmpty() ? named(all, tag.get(), Candidate::meansTheSame) : found;
        }
        found = distinct(found);
        if (found.isEmpty()) {
            throw new MissingFromArchiveException("Reading " + source + ": there is no image"
                    + tag.map(name -> " " + ArchiveText.of(name)).orElse("") + "; there are: " + describe(all));
        }
        if (found.stream()
                        .map(candidate -> Set.copyOf(candidate.names))
                        .distinct()
                        .count()
                > 1) {
            throw new IOException("Reading " + source + ": expected one image but there are several; choose one with"
                    + " tag(..): " + describe(found));
        }
        return found.stream().map(Candidate::value).toList();
    }

    /** Returns the candidates with a name that passes, each with only the names that do. */
    private static <T> List<Candidate<T>> named(
            List<Candidate<T>> all, String tag, BiPredicate<String, String> matches) {
        List<Candidate<T>> found = new ArrayList<>();
        for (Candidate<T> candidate : all) {
            List<String> names = candidate.names.stream()
                    .filter(name -> matches.test(name, tag))
                    .toList();
            if (!names.isEmpty() || candidate.id.equals(tag)) {
                found.add(new Candidate<>(candidate.value, candidate.id, names));
            }
        }
        return found;
    }

    private static <T> List<Candidate<T>> distinct(List<Candidate<T>> all) {
        Map<String, Candidate<T>> byId = new LinkedHashMap<>();
        all.forEach(candidate -> byId.merge(candidate.id, candidate, Candidate::join));
        return List.copyOf(byId.values());
    }

    private Candidate<T> join(Candidate<T> other) {
        Set<String> joined = new HashSet<>(names);
        joined.addAll(other.names);
        return new Candidate<>(value, id, joined.stream().sorted().toList());
    }

    private static boolean meansTheSame(String name, String asked) {
        Optional<ImageReference> reference = reference(name);
        boolean whole = name.indexOf('/') >= 0 || name.indexOf(':') >= 0;
        return reference.isPresent()
                && (reference.equals(reference(asked))
                        || (whole && reference.get().tag().equals(Optional.of(asked))));
    }

    private static Optional<ImageReference> reference(String text) {
        try {
            return Optional.of(ImageReference.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> String describe(List<Candidate<T>> candidates) {
        return ArchiveText.list(distinct(candidates).stream()
                .flatMap(candidate ->
                        candidate.names.isEmpty() ? List.of(candidate.id).stream() : candidate.names.stream())
                .toList());
    }
}
