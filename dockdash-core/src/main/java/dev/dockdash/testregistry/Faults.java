package dev.dockdash.testregistry;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lets scripted faults strike the requests that they wait for; thread-safe. */
final class Faults implements Interceptor {

    private final Script<Fault> script = new Script<>(Fault::selection);
    private final Closing closing;
    private final Optional<Tokens> tokens;

    Faults(Closing closing, Optional<Tokens> tokens) {
        this.closing = closing;
        this.tokens = tokens;
    }

    void add(Fault fault) {
        script.add(fault);
    }

    void clear() {
        script.clear();
    }

    List<Fault> pending() {
        return script.pending();
    }

    @Override
    public Response intercept(Request request, Handler next) throws IOException, RefusedException {
        Optional<Fault> fault = script.next(request.method(), request.rawPath());
        if (fault.isEmpty()) {
            return next.handle(request);
        }
        if (fault.get().expiresToken()) {
            tokens.ifPresent(all -> TokenAuthentication.tokenOf(request).ifPresent(all::expire));
        }
        return fault.get().strike(request, next, closing);
    }
}
