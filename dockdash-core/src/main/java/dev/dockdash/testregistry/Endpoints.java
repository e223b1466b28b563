package dev.dockdash.testregistry;

import dev.dockdash.testregistry.Route.Resource;
import java.nio.charset.StandardCharsets;

/** The whole API of the distribution specification over one store. */
final class Endpoints {

    private Endpoints() {}

    static Handler of(Repositories repositories, ContentStore store) {
        UploadSessions sessions = new UploadSessions(store);
        BlobEndpoint blobs = new BlobEndpoint(repositories, store);
        UploadEndpoint uploads = new UploadEndpoint(repositories, sessions);
        ManifestEndpoint manifests = new ManifestEndpoint(repositories, store);
        return new Dispatcher()
                .on("GET", Resource.BASE, Endpoints::version)
                .on("GET", Resource.BLOB, blobs::get)
                .on("DELETE", Resource.BLOB, blobs::delete)
                .on("POST", Resource.UPLOADS, new UploadStartEndpoint(repositories, sessions)::post)
                .on("GET", Resource.UPLOAD, uploads::get)
                .on("PATCH", Resource.UPLOAD, uploads::patch)
                .on("PUT", Resource.UPLOAD, uploads::put)
                .on("DELETE", Resource.UPLOAD, uploads::delete)
                .on("GET", Resource.MANIFEST, manifests::get)
                .on("PUT", Resource.MANIFEST, new ManifestPushEndpoint(repositories, store)::put)
                .on("DELETE", Resource.MANIFEST, manifests::delete)
                .on("GET", Resource.TAGS, new TagsEndpoint(repositories)::get)
                .on("GET", Resource.REFERRERS, new ReferrersEndpoint(repositories, store)::get);
    }

    private static Response version(Request request) {
        return Response.of(200).content(Response.JSON, "{}".getBytes(StandardCharsets.UTF_8));
    }
}
