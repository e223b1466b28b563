package dev.dockdash.registry;

import java.util.Optional;
import okhttp3.Response;

/** Has no credentials for anyone. */
enum Anonymous implements Authorizer {
    INSTANCE;

    @Override
    public Optional<String> known(Access access) {
        return Optional.empty();
    }

    @Override
    public Optional<String> answer(Access access, Optional<String> refused, Response answer) {
        return Optional.empty();
    }

    @Override
    public String refused(Access access) {
        return "no credentials are sent there";
    }
}
