package dev.dockdash.oci;

import java.util.Optional;

/**
 * The full name of an image in a registry, such as {@code docker.io/library/ubuntu:24.04}.
 *
 * <p>The grammar and the short forms are those of Docker and containerd: {@code ubuntu} is
 * {@code docker.io/library/ubuntu:latest}. A reference always has a tag, a digest or both; with both, the digest says
 * which image it is and the tag is kept for people to read.
 *
 * @param registry the host of the registry with its port, if it has one; Docker Hub is always {@code docker.io}
 * @param repository the repository in the registry, such as {@code library/ubuntu}
 * @param tag the tag, always there when there is no digest
 * @param digest the digest of the manifest or index
 * @see <a href="https://github.com/distribution/reference/blob/v0.6.0/reference.go">distribution/reference, grammar</a>
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<Digest> digest) {

    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_INDEX = "index.docker.io";
    private static final String OFFICIAL_IMAGES = "library/";
    private static final String DEFAULT_TAG = "latest";

    /**
     * Creates a reference of these parts and completes them as {@link #parse} does: {@code index.docker.io} becomes
     * {@code docker.io}, a single name there gets {@code library/}, and without tag and digest the tag is
     * {@code latest}.
     *
     * @throws IllegalArgumentException if a part breaks the grammar, or if the registry has neither dot, port nor
     *     upper-case letter and is not {@code localhost}, because it would be read back as a part of the repository
     */
    public ImageReference {
        registry = registry.equals(DOCKER_HUB_INDEX) ? DOCKER_HUB : registry;
        repository = completeRepository(registry, repository);
        tag = tag.isEmpty() && digest.isEmpty() ? Optional.of(DEFAULT_TAG) : tag;
        new ReferenceGrammar(write(registry + "/" + repository, tag, digest)).check(registry, repository, tag);
    }

    /**
     * Returns the reference of a tag in a repository.
     *
     * @param registry the host of the registry with its port, such as {@code localhost:5000}
     * @throws IllegalArgumentException for the causes that the constructor names
     */
    public static ImageReference of(String registry, String repository, String tag) {
        return new ImageReference(registry, repository, Optional.of(tag), Optional.empty());
    }

    /**
     * Returns the reference of a digest in a repository, without a tag.
     *
     * @param registry the host of the registry with its port, such as {@code localhost:5000}
     * @throws IllegalArgumentException for the causes that the constructor names
     */
    public static ImageReference of(String registry, String repository, Digest digest) {
        return new ImageReference(registry, repository, Optional.empty(), Optional.of(digest));
    }

    /**
     * Parses {@code [host[:port]/]repository[:tag][@digest]}, short or full.
     *
     * <p>The part before the first slash is the host if it has a dot, a colon or an upper-case letter, or is
     * {@code localhost}; otherwise it belongs to the repository and the registry is Docker Hub. A transport prefix as in
     * {@code docker://ubuntu} is not part of a reference.
     *
     * @throws IllegalArgumentException if the text breaks the grammar; the message names the part that does
     */
    public static ImageReference parse(String text) {
        ReferenceGrammar grammar = new ReferenceGrammar(text);
        grammar.checkWhole();
        int slash = text.indexOf('/');
        boolean hasHost = slash >= 0 && ReferenceGrammar.isHostPosition(text.substring(0, slash));
        String registry = hasHost ? text.substring(0, slash) : DOCKER_HUB;
        String rest = hasHost ? text.substring(slash + 1) : text;

        int at = rest.indexOf('@');
        String named = at < 0 ? rest : rest.substring(0, at);
        int colon = named.indexOf(':');
        String repository = colon < 0 ? named : named.substring(0, colon);
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(named.substring(colon + 1));
        grammar.check(registry, repository, tag);
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(grammar.digest(rest.substring(at + 1)));
        return new ImageReference(registry, repository, tag, digest);
    }

    /**
     * Returns this reference with that tag instead of its own; a digest stays.
     *
     * @throws IllegalArgumentException if the tag breaks the grammar
     */
    public ImageReference withTag(String newTag) {
        return new ImageReference(registry, repository, Optional.of(newTag), digest);
    }

    /** Returns this reference with that digest instead of its own; a tag stays. */
    public ImageReference withDigest(Digest newDigest) {
        return new ImageReference(registry, repository, tag, Optional.of(newDigest));
    }

    /** Returns what a registry is asked for: the digest if there is one, otherwise the tag. */
    public String identifier() {
        return digest.map(Digest::toString).or(() -> tag).orElseThrow();
    }

    /**
     * Returns the short form that Docker shows, such as {@code ubuntu:24.04}, which {@link #parse} reads back.
     *
     * <p>{@code docker.io/} is left out, and {@code library/} with it before a single name. It stays where the
     * repository starts with what would then be read as a host.
     */
    public String toFamiliarString() {
        return write(familiarName(), tag, digest);
    }

    /** Returns the full form, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return write(registry + "/" + repository, tag, digest);
    }

    private String familiarName() {
        if (!registry.equals(DOCKER_HUB)) {
            return registry + "/" + repository;
        }
        if (repository.lastIndexOf('/') == OFFICIAL_IMAGES.length() - 1 && repository.startsWith(OFFICIAL_IMAGES)) {
            return repository.substring(OFFICIAL_IMAGES.length());
        }
        boolean startsLikeHost = ReferenceGrammar.isHostPosition(repository.substring(0, repository.indexOf('/')));
        return startsLikeHost ? registry + "/" + repository : repository;
    }

    /** Returns the repository with the {@code library/} that Docker Hub puts before a single name. */
    static String completeRepository(String registry, String repository) {
        boolean dockerHub = registry.equals(DOCKER_HUB) || registry.equals(DOCKER_HUB_INDEX);
        return dockerHub && repository.indexOf('/') < 0 ? OFFICIAL_IMAGES + repository : repository;
    }

    private static String write(String name, Optional<String> tag, Optional<Digest> digest) {
        return name
                + tag.map(text -> ":" + text).orElse("")
                + digest.map(value -> "@" + value).orElse("");
    }
}
