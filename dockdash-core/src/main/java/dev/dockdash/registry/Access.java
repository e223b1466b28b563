package dev.dockdash.registry;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * What a request needs to be allowed.
 *
 * @param registry the registry as the user names it, for which credentials are looked up
 * @param base its URL
 * @param repository the repository, for which there may be credentials of its own; empty for the registry as a whole
 * @param scopes what is to be done, in the form of token servers, the first counting most
 */
record Access(String registry, HttpUrl base, String repository, List<String> scopes) {

    Access {
        scopes = List.copyOf(scopes);
    }

    static String scope(String repository, String actions) {
        return "repository:" + repository + ":" + actions;
    }

    /** Returns this access with these scopes before its own: some token servers read only the first. */
    Access withFirst(Collection<String> demanded) {
        LinkedHashSet<String> all = new LinkedHashSet<>(demanded);
        all.addAll(scopes);
        return new Access(registry, base, repository, List.copyOf(all));
    }

    /** Returns this access with one more scope behind its own. */
    Access and(String scope) {
        LinkedHashSet<String> all = new LinkedHashSet<>(scopes);
        all.add(scope);
        return new Access(registry, base, repository, List.copyOf(all));
    }

    Origin origin() {
        return Origin.of(base);
    }
}
