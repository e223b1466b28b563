package dev.dockdash.testregistry;

import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of manifests that refer to another one, whether or not that one exists.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers">distribution-spec,
 *     listing referrers</a>
 */
final class ReferrersEndpoint {

    private static final String FILTER = "artifactType";

    private final Repositories repositories;
    private final ContentStore store;

    ReferrersEndpoint(Repositories repositories, ContentStore store) {
        this.repositories = repositories;
        this.store = store;
    }

    Response get(Request request) throws IOException, RefusedException {
        Route route = request.route();
        Digest subject = DigestParameter.parse(route.reference());
        List<StoredManifest> referrers = repositories
                .find(route.requiredRepository())
                .map(repository -> repository.referrers(subject))
                .orElse(List.of());
        Optional<String> filter = request.parameter(FILTER);
        Response response =
                Response.of(200).content(MediaType.OCI_INDEX.value(), index(descriptors(referrers, filter)));
        return filter.isPresent() ? response.header("OCI-Filters-Applied", FILTER) : response;
    }

    private List<JsonObject> descriptors(List<StoredManifest> referrers, Optional<String> filter) throws IOException {
        List<JsonObject> descriptors = new ArrayList<>();
        for (StoredManifest referrer : referrers) {
            Optional<JsonObject> descriptor = descriptor(referrer);
            descriptor
                    .filter(found -> filter.isEmpty() || found.text(FILTER).equals(filter))
                    .ifPresent(descriptors::add);
        }
        return descriptors;
    }

    /** Empty if the referrer was deleted a moment ago. */
    private Optional<JsonObject> descriptor(StoredManifest referrer) throws IOException {
        try (InputStream content = Channels.newInputStream(store.open(referrer.digest()))) {
            return Optional.of(ManifestDocument.reopen(referrer.mediaType(), content.readAllBytes())
                    .descriptor(referrer));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static byte[] index(List<JsonObject> descriptors) {
        return JsonObject.empty("index")
                .edit()
                .number("schemaVersion", 2)
                .text("mediaType", MediaType.OCI_INDEX.value())
                .objects("manifests", descriptors)
                .build()
                .toBytes();
    }
}
