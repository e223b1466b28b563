package dev.dockdash.testregistry;

import dev.dockdash.testregistry.Route.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What may be done with one repository, in the form {@code repository:team/web:pull,push}.
 *
 * @param repository the name of the repository, as it was asked for
 * @param actions some of {@code pull}, {@code push} and {@code delete}, or {@code *} for all
 * @see <a href="https://distribution.github.io/distribution/spec/auth/scope/">Docker registry token scope</a>
 */
record Scope(String repository, Set<String> actions) {

    static final String PULL = "pull";
    static final String PUSH = "push";
    static final String DELETE = "delete";
    static final String EVERYTHING = "*";

    private static final String TYPE = "repository:";

    Scope {
        actions = Set.copyOf(actions);
    }

    /** Parses any number of scopes with spaces between them; those of other things than repositories grant nothing. */
    static List<Scope> parse(String text) {
        List<Scope> scopes = new ArrayList<>();
        for (String part : text.split(" ", -1)) {
            int colon = part.lastIndexOf(':');
            if (part.startsWith(TYPE) && colon >= TYPE.length()) {
                scopes.add(new Scope(
                        part.substring(TYPE.length(), colon),
                        Set.copyOf(List.of(part.substring(colon + 1).split(",", -1)))));
            }
        }
        return scopes;
    }

    /**
     * Returns what a request needs, of the repository in its path first; nothing for the root of the API.
     *
     * @throws RefusedException if its path names nothing that the specification knows
     */
    static List<Scope> neededBy(Request request) throws RefusedException {
        Route route = request.route();
        if (route.repository().isEmpty()) {
            return List.of();
        }
        List<Scope> needed = new ArrayList<>();
        needed.add(new Scope(route.requiredRepository().value(), actions(request.method(), route.resource())));
        Optional<String> source = request.parameter("mount").flatMap(digest -> request.parameter("from"));
        if (route.resource() == Resource.UPLOADS && source.isPresent()) {
            needed.add(new Scope(source.get(), Set.of(PULL)));
        }
        return needed;
    }

    /** To cancel an upload is a part of pushing, not a deletion. */
    private static Set<String> actions(String method, Resource resource) {
        if (method.equals("GET") || method.equals("HEAD")) {
            return Set.of(PULL);
        }
        return method.equals("DELETE") && resource != Resource.UPLOAD ? Set.of(DELETE) : Set.of(PULL, PUSH);
    }

    /** Tells whether this allows all that the other asks for. */
    boolean covers(Scope needed) {
        return repository.equals(needed.repository)
                && (actions.contains(EVERYTHING) || actions.containsAll(needed.actions));
    }

    @Override
    public String toString() {
        return TYPE + repository + ":" + String.join(",", new TreeSet<>(actions));
    }
}
