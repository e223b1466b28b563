package dev.dockdash.registry;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Request;
import okhttp3.Response;

/** Answers the challenges of registries with credentials and tokens, and remembers both. */
final class ChallengeAuthorizer implements Authorizer {

    private final Transport transport;
    private final CredentialSources sources;
    private final TokenServer tokenServer;
    private final Map<Origin, Challenge> challenges = new ConcurrentHashMap<>();
    private final Map<TokenKey, TokenSlot> tokens = new ConcurrentHashMap<>();
    private final Map<Owner, Optional<CredentialSources.Found>> credentials = new ConcurrentHashMap<>();

    /** Who credentials are for. */
    private record Owner(String registry, String repository) {

        static Owner of(Access access) {
            return new Owner(access.registry(), access.repository());
        }
    }

    /** What a token is for; never the token server alone, which may serve several registries. */
    private record TokenKey(Origin origin, Owner owner, Set<String> scopes) {}

    ChallengeAuthorizer(Transport transport, CredentialSources sources) {
        this.transport = transport;
        this.sources = sources;
        this.tokenServer =
                new TokenServer(transport, transport.retries().waiting().clock());
    }

    @Override
    public Optional<String> known(Access access) throws IOException {
        Challenge challenge = challenges.get(access.origin());
        if (challenge == null) {
            return Optional.empty();
        }
        return challenge.isBasic()
                ? basicHeader(access)
                : Optional.of(slot(access).header(wanted -> fetch(challenge, wanted)));
    }

    @Override
    public Optional<String> answer(Access access, Optional<String> refused, Response answer) throws IOException {
        Optional<Challenge> chosen = choose(access, challengesOf(access, answer));
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Challenge challenge = chosen.get();
        challenges.put(access.origin(), challenge);
        if (challenge.isBasic()) {
            return basicHeader(access).filter(header -> !refused.equals(Optional.of(header)));
        }
        return Optional.of(slot(access).renew(refused, challenge.scopes(), wanted -> fetch(challenge, wanted)));
    }

    /** Some registries challenge only whoever asks for nothing in particular. */
    private List<Challenge> challengesOf(Access access, Response answer) throws IOException {
        try {
            List<Challenge> challenges = Challenge.parse(answer.headers("WWW-Authenticate"));
            if (!challenges.isEmpty()) {
                return challenges;
            }
            Request ping = new Request.Builder().url(access.base()).build();
            try (Response response = transport.direct(ping, Expected.of("expected a challenge", 200, 401))) {
                return Challenge.parse(response.headers("WWW-Authenticate"));
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedException("Asking for access to " + access.registry() + ": " + e.getMessage()
                    + "; ask the registry's operator to correct it");
        }
    }

    /** Bearer is better than Basic, because the registry then never sees the password. */
    private Optional<Challenge> choose(Access access, List<Challenge> offered) throws IOException {
        Optional<Challenge> bearer = offered.stream()
                .filter(challenge ->
                        challenge.isBearer() && challenge.parameter("realm").isPresent())
                .findFirst();
        if (bearer.isPresent()) {
            return bearer;
        }
        return basicHeader(access).isPresent()
                ? offered.stream().filter(Challenge::isBasic).findFirst()
                : Optional.empty();
    }

    private Optional<String> basicHeader(Access access) throws IOException {
        return find(access)
                .map(CredentialSources.Found::credentials)
                .filter(found -> found.kind() == Credentials.Kind.PASSWORD)
                .map(Credentials::basicHeader);
    }

    private Token fetch(Challenge challenge, Access access) throws IOException {
        try {
            return tokenServer.fetch(challenge, access, find(access).map(CredentialSources.Found::credentials));
        } catch (RegistryException e) {
            if (e.status() != 401 && e.status() != 403) {
                throw e;
            }
            String where = refused(access);
            throw e.with("to do " + access.scopes() + "; " + where);
        }
    }

    private TokenSlot slot(Access access) {
        TokenKey key = new TokenKey(access.origin(), Owner.of(access), new HashSet<>(access.scopes()));
        return tokens.computeIfAbsent(
                key, absent -> new TokenSlot(transport.retries().waiting().clock(), access));
    }

    private Optional<CredentialSources.Found> find(Access access) throws IOException {
        Owner owner = Owner.of(access);
        Optional<CredentialSources.Found> known = credentials.get(owner);
        if (known == null) {
            known = sources.find(owner.registry(), owner.repository());
            credentials.put(owner, known);
        }
        return known;
    }

    @Override
    public String refused(Access access) {
        Optional<CredentialSources.Found> found = credentials.remove(Owner.of(access));
        return (found == null ? Optional.<CredentialSources.Found>empty() : found)
                .map(known -> "the credentials for " + access.registry() + " from " + known.where()
                        + " were not enough; log in again, or use others")
                .orElseGet(() -> "no credentials for " + access.registry() + " were found in " + sources.description()
                        + "; log in with docker login " + access.registry());
    }
}
