package dev.dockdash.testregistry;

import java.io.IOException;

/**
 * Lets nobody in but one user, whose name and password come with each request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
final class BasicAuthentication implements Interceptor {

    static final String CHALLENGE = "Basic realm=\"dockdash\"";

    private final Credentials credentials;

    BasicAuthentication(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Response intercept(Request request, Handler next) throws IOException, RefusedException {
        boolean known = request.header("Authorization")
                .flatMap(Credentials::ofHeader)
                .filter(credentials::accepts)
                .isPresent();
        if (!known) {
            throw new RefusedException(
                            ErrorCode.UNAUTHORIZED,
                            request + " needs a user name and password that this registry knows")
                    .withHeader("WWW-Authenticate", CHALLENGE);
        }
        return next.handle(request);
    }
}
