package dev.dockdash.testregistry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the path of a request names.
 *
 * @param resource the kind of thing
 * @param repository its repository, empty for the root of the API only
 * @param reference its digest, tag or upload session as it was sent, not validated; empty where there is none
 */
record Route(Resource resource, Optional<RepositoryName> repository, String reference) {

    /** The kinds of things that the API has, in the order in which their paths are tried. */
    enum Resource {
        UPLOADS("/v2/(.+)/blobs/uploads/()"),
        UPLOAD("/v2/(.+)/blobs/uploads/([^/]+)"),
        BLOB("/v2/(.+)/blobs/([^/]+)"),
        MANIFEST("/v2/(.+)/manifests/([^/]+)"),
        TAGS("/v2/(.+)/tags/list()"),
        REFERRERS("/v2/(.+)/referrers/([^/]+)"),
        BASE("/v2()()/?");

        private final Pattern path;

        Resource(String path) {
            this.path = Pattern.compile(path);
        }
    }

    /** Dots, slashes, backslashes and NUL have no reason to be encoded but to slip past a check. */
    private static final Pattern SUSPICIOUS = Pattern.compile("(?i)%(?:2e|2f|5c|00)");

    /**
     * Parses a path that is not decoded yet.
     *
     * @throws RefusedException if it is no path of the API, or the repository name in it is malformed
     */
    static Route parse(String rawPath) throws RefusedException {
        if (SUSPICIOUS.matcher(rawPath).find()) {
            throw new RefusedException(
                    ErrorCode.NAME_INVALID,
                    "Invalid path " + rawPath + ": encoded dots, slashes, backslashes and NUL are not accepted");
        }
        String path = PercentEncoding.decode(rawPath);
        for (Resource resource : Resource.values()) {
            Matcher matcher = resource.path.matcher(path);
            if (matcher.matches()) {
                return resource == Resource.BASE
                        ? new Route(resource, Optional.empty(), "")
                        : new Route(resource, Optional.of(RepositoryName.parse(matcher.group(1))), matcher.group(2));
            }
        }
        throw new RefusedException(
                ErrorCode.UNSUPPORTED, 404, "No endpoint of the distribution API has the path " + rawPath);
    }

    /** Returns the repository of a route that has one. */
    RepositoryName requiredRepository() {
        return repository.orElseThrow(() -> new IllegalStateException("The root of the API has no repository"));
    }
}
