package dev.dockdash.registry;

import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token for one access: whoever needs it while it is fetched waits for it instead of fetching another. */
final class TokenSlot {

    private final Clock clock;
    private Access access;
    private @Nullable Token token;

    /** Gets a token for an access. */
    @FunctionalInterface
    interface Fetch {
        Token fetch(Access access) throws IOException;
    }

    TokenSlot(Clock clock, Access access) {
        this.clock = clock;
        this.access = access;
    }

    synchronized String header(Fetch fetch) throws IOException {
        Token known = token;
        if (known == null || !clock.instant().isBefore(known.renewal())) {
            known = fetch.fetch(access);
            token = known;
        }
        return known.header();
    }

    /** Returns another header than the refused one, for the demanded scopes too. */
    synchronized String renew(Optional<String> refused, List<String> demanded, Fetch fetch) throws IOException {
        Token known = token;
        boolean knew = known != null && !refused.equals(Optional.of(known.header()));
        if (!knew || !new HashSet<>(access.scopes()).containsAll(demanded)) {
            token = null;
            access = access.withFirst(demanded);
        }
        return header(fetch);
    }
}
