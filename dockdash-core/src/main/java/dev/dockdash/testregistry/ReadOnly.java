package dev.dockdash.testregistry;

import java.io.IOException;
import java.util.Set;

/** Refuses every request that would change something. */
final class ReadOnly implements Interceptor {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    @Override
    public Response intercept(Request request, Handler next) throws IOException, RefusedException {
        if (!SAFE.contains(request.method())) {
            throw new RefusedException(ErrorCode.UNSUPPORTED, request + " is refused: this registry is read-only")
                    .withHeader("Allow", "GET, HEAD");
        }
        return next.handle(request);
    }
}
