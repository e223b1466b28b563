package dev.dockdash.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** Lists what there is. */
record Listing(Session session) {

    List<String> tags(Repository repository) throws IOException {
        return read(
                repository.tags(),
                repository.pulling(),
                Expected.of("expected the tags of " + repository, 200),
                "tags");
    }

    List<String> repositories(String registry) throws IOException {
        HttpUrl base = Repository.base(registry, session.transport().schemes());
        Access access = new Access(registry, base, "", List.of("registry:catalog:*"));
        Expected expected =
                Expected.of("expected the repositories of " + registry + "; not every registry tells them", 200);
        return read(base.newBuilder().addPathSegment("_catalog").build(), access, expected, "repositories");
    }

    private List<String> read(HttpUrl url, Access access, Expected expected, String field) throws IOException {
        List<String> all = new ArrayList<>();
        new Pages(session.transport(), access)
                .read(url, expected, page -> all.addAll(page.json().texts(field)));
        return all;
    }
}
