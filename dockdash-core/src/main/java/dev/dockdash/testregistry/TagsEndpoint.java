package dev.dockdash.testregistry;

import dev.dockdash.internal.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The list of tags, in ASCII order and in pages if asked for.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-tags">distribution-spec,
 *     listing tags</a>
 */
final class TagsEndpoint {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    private final Repositories repositories;

    TagsEndpoint(Repositories repositories) {
        this.repositories = repositories;
    }

    Response get(Request request) throws RefusedException {
        RepositoryName name = request.route().requiredRepository();
        Repository repository = repositories
                .find(name)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NAME_UNKNOWN, "Nothing was ever pushed to the repository " + name));
        List<String> tags = request.parameter("last").map(repository::tagsAfter).orElseGet(repository::tags);
        int limit = Math.min(limit(request).orElse(tags.size()), tags.size());
        Response response = page(name, tags.subList(0, limit));
        return limit == 0 || limit == tags.size() ? response : response.header("Link", next(name, tags, limit));
    }

    private static Optional<Integer> limit(Request request) throws RefusedException {
        Optional<String> count = request.parameter("n");
        if (count.isPresent() && !COUNT.matcher(count.get()).matches()) {
            throw new RefusedException(
                    ErrorCode.UNSUPPORTED,
                    400,
                    "The query parameter n: expected a number of tags, at least 0, but was \"" + count.get() + "\"");
        }
        return count.map(Integer::valueOf);
    }

    private static Response page(RepositoryName name, List<String> tags) {
        byte[] document = JsonObject.empty("tags")
                .edit()
                .text("name", name.value())
                .allTexts("tags", tags)
                .build()
                .toBytes();
        return Response.of(200).content(Response.JSON, document);
    }

    private static String next(RepositoryName name, List<String> tags, int limit) {
        return "</v2/" + name + "/tags/list?n=" + limit + "&last=" + tags.get(limit - 1) + ">; rel=\"next\"";
    }
}
