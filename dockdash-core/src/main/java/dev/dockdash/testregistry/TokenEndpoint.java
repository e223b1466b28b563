package dev.dockdash.testregistry;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.testregistry.Tokens.AccessToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives tokens out, to GET with a user's password and to POST as OAuth 2 has it.
 *
 * <p>Like other such servers it answers with a token for less when the user may not have all that was asked for.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">Docker registry OAuth 2 tokens</a>
 */
final class TokenEndpoint implements Handler {

    static final String PATH = "/token";

    private static final int MAX_FORM = 64 * 1024;

    private final TokenAuth settings;
    private final Tokens tokens;

    TokenEndpoint(TokenAuth settings, Tokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    @Override
    public Response handle(Request request) throws IOException, RefusedException {
        return switch (request.method()) {
            case "GET" -> get(request);
            case "POST" -> post(request);
            default ->
                throw new RefusedException(ErrorCode.UNSUPPORTED, request + ": tokens are given to GET and POST only")
                        .withHeader("Allow", "GET, POST");
        };
    }

    private Response get(Request request) throws RefusedException {
        List<Scope> asked = scopes(request.parameters("scope"));
        Optional<String> authorization = request.header("Authorization");
        if (authorization.isEmpty()) {
            return answer(anonymous(asked), true, Optional.empty());
        }
        if (authorization.flatMap(Credentials::ofHeader).filter(settings::knows).isEmpty()) {
            throw unauthorized("The user name or password is wrong");
        }
        boolean identity =
                request.parameter("offline_token").filter("true"::equals).isPresent();
        return answer(ofUser(asked), true, identityToken(identity));
    }

    private Response post(Request request) throws IOException, RefusedException {
        byte[] body = request.body().readNBytes(MAX_FORM);
        FormParameters form = FormParameters.parse(new String(body, StandardCharsets.UTF_8));
        List<Scope> asked = scopes(form.all("scope"));
        switch (form.first("grant_type").orElse("")) {
            case "refresh_token" -> {
                if (form.first("refresh_token").filter(tokens::isIdentityToken).isEmpty()) {
                    throw unauthorized("The identity token is unknown");
                }
                return answer(ofUser(asked), false, Optional.empty());
            }
            case "password" -> {
                if (passwordOf(form).filter(settings::knows).isEmpty()) {
                    throw unauthorized("The user name or password is wrong");
                }
                boolean identity =
                        form.first("access_type").filter("offline"::equals).isPresent();
                return answer(ofUser(asked), false, identityToken(identity));
            }
            default -> {
                return Response.error(400, "UNSUPPORTED", "Expected the grant_type \"password\" or \"refresh_token\"");
            }
        }
    }

    private static Optional<Credentials> passwordOf(FormParameters form) {
        return form.first("username")
                .filter(user -> !user.isEmpty() && user.indexOf(':') < 0)
                .map(user -> new Credentials(user, form.first("password").orElse("")));
    }

    private static List<Scope> scopes(List<String> texts) {
        List<Scope> scopes = new ArrayList<>();
        texts.forEach(text -> scopes.addAll(Scope.parse(text)));
        return scopes;
    }

    private List<Scope> ofUser(List<Scope> asked) {
        return asked.stream().map(settings::allowed).toList();
    }

    private List<Scope> anonymous(List<Scope> asked) throws RefusedException {
        if (!settings.allowsAnonymousPull()) {
            throw unauthorized("A user name and password are needed");
        }
        return asked.stream()
                .filter(scope -> scope.actions().contains(Scope.PULL))
                .map(scope -> new Scope(scope.repository(), Set.of(Scope.PULL)))
                .toList();
    }

    private Optional<String> identityToken(boolean wanted) {
        return wanted ? Optional.of(tokens.newIdentityToken()) : Optional.empty();
    }

    /** Only GET has the token under its old name too. */
    private Response answer(List<Scope> scopes, boolean oldName, Optional<String> identityToken) {
        AccessToken token = tokens.newAccessToken(scopes, settings.lifetime());
        JsonEditor document = JsonObject.empty("token")
                .edit()
                .text("access_token", token.text())
                .number("expires_in", settings.lifetime().toSeconds())
                .text("issued_at", token.issued().toString())
                .text(
                        "scope",
                        String.join(" ", scopes.stream().map(Scope::toString).toList()));
        if (oldName) {
            document.text("token", token.text());
        }
        identityToken.ifPresent(text -> document.text("refresh_token", text));
        return Response.of(200)
                .content(Response.JSON, document.build().toBytes())
                .header("Cache-Control", "no-store");
    }

    private static RefusedException unauthorized(String message) {
        return new RefusedException(ErrorCode.UNAUTHORIZED, message)
                .withHeader("WWW-Authenticate", BasicAuthentication.CHALLENGE);
    }
}
