package dev.dockdash.testregistry;

import dev.dockdash.testregistry.Tokens.AccessToken;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets in who shows a token for what a request does, and gives tokens out at an address of its own.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/token/">Docker registry token authentication</a>
 */
final class TokenAuthentication implements Interceptor {

    static final String SERVICE = "dockdash";

    private static final String SCHEME = "Bearer ";

    /** What may stand between the quotes of a challenge without a doubt. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]+");

    private final String urlScheme;
    private final Tokens tokens;
    private final TokenEndpoint endpoint;

    /** The scheme of URLs says how the token endpoint, which is on the same port, is asked. */
    TokenAuthentication(String urlScheme, TokenAuth settings, Tokens tokens) {
        this.urlScheme = urlScheme;
        this.tokens = tokens;
        this.endpoint = new TokenEndpoint(settings, tokens);
    }

    /** Returns the token that a request shows, valid or not. */
    static Optional<String> tokenOf(Request request) {
        return request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    @Override
    public Response intercept(Request request, Handler next) throws IOException, RefusedException {
        if (request.rawPath().equals(TokenEndpoint.PATH)) {
            return endpoint.handle(request);
        }
        List<Scope> needed = Scope.neededBy(request);
        Optional<String> shown = tokenOf(request);
        if (shown.isEmpty()) {
            throw refusal(request, needed, "", "needs a token");
        }
        Optional<AccessToken> token = tokens.find(shown.get());
        if (token.isEmpty()) {
            throw refusal(
                    request, needed, "invalid_token", "has a token that is unknown or expired, ask for a new one");
        }
        if (!needed.stream().allMatch(token.get()::covers)) {
            throw refusal(request, needed, "insufficient_scope", "needs a token for more than it has");
        }
        request.mayReadOnly(repository -> token.get().covers(new Scope(repository.value(), Set.of(Scope.PULL))));
        return next.handle(request);
    }

    private RefusedException refusal(Request request, List<Scope> needed, String error, String why) {
        String scope = needed.stream().map(Scope::toString).collect(Collectors.joining(" "));
        String challenge = "Bearer realm=\"" + realm(request) + "\",service=\"" + SERVICE + '"'
                + (scope.isEmpty() ? "" : ",scope=\"" + scope + '"')
                + (error.isEmpty() ? "" : ",error=\"" + error + '"');
        return new RefusedException(ErrorCode.UNAUTHORIZED, request + " " + why + (scope.isEmpty() ? "" : ": " + scope))
                .withHeader("WWW-Authenticate", challenge);
    }

    /** The host as the client knows it, so that the address holds behind a proxy too. */
    private String realm(Request request) {
        String host = request.header("Host")
                .filter(name -> HOST.matcher(name).matches())
                .orElse(request.localHostAndPort());
        return urlScheme + "://" + host + TokenEndpoint.PATH;
    }
}
