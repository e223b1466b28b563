package dev.dockdash.junit;

import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.TokenAuth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a registry inside the JVM asks of its clients, and what it refuses.
 *
 * @param basicAuth user and password that each request must have
 * @param tokenAuth user and password that get a token
 * @param tls whether it speaks HTTPS
 * @param readOnly whether it refuses changes
 * @param faults what goes wrong
 */
record EmbeddedOptions(
        Optional<Login> basicAuth,
        Optional<Login> tokenAuth,
        boolean tls,
        boolean readOnly,
        List<FaultDefinition> faults) {

    /** Nothing asked and nothing refused. */
    static final EmbeddedOptions NONE =
            new EmbeddedOptions(Optional.empty(), Optional.empty(), false, false, List.of());

    /**
     * A user who may do everything.
     *
     * @param user the name
     * @param password the password
     */
    record Login(String user, String password) {

        static Optional<Login> of(String attribute, String text) {
            int colon = text.indexOf(':');
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (colon < 1) {
                throw new IllegalArgumentException("Invalid " + attribute + ": expected user:password");
            }
            return Optional.of(new Login(text.substring(0, colon), text.substring(colon + 1)));
        }

        @Override
        public String toString() {
            return user + ":***";
        }
    }

    /**
     * Returns the options in an annotation.
     *
     * @throws IllegalArgumentException if they exclude each other
     */
    static EmbeddedOptions of(EphemeralRegistry annotation) {
        EmbeddedOptions options = new EmbeddedOptions(
                Login.of("basicAuth", annotation.basicAuth()),
                Login.of("tokenAuth", annotation.tokenAuth()),
                annotation.tls(),
                annotation.readOnly(),
                Arrays.stream(annotation.faults()).map(FaultDefinition::of).toList());
        if (options.basicAuth().isPresent() && options.tokenAuth().isPresent()) {
            throw new IllegalArgumentException("basicAuth and tokenAuth exclude each other. Leave one out");
        }
        if (options.tokenAuth().isEmpty()
                && options.faults().stream().anyMatch(fault -> fault.kind() == RegistryFault.Kind.EXPIRE_TOKEN)) {
            throw new IllegalArgumentException("The fault EXPIRE_TOKEN needs tokenAuth. Set it");
        }
        return options;
    }

    /** Returns the attributes that ask for something. */
    List<String> attributes() {
        List<String> attributes = new ArrayList<>();
        basicAuth.ifPresent(login -> attributes.add("basicAuth"));
        tokenAuth.ifPresent(login -> attributes.add("tokenAuth"));
        if (tls) {
            attributes.add("tls");
        }
        if (readOnly) {
            attributes.add("readOnly");
        }
        if (!faults.isEmpty()) {
            attributes.add("faults");
        }
        return attributes;
    }

    Optional<Login> login() {
        return basicAuth.or(() -> tokenAuth);
    }

    EmbeddedRegistry.Builder applyTo(EmbeddedRegistry.Builder registry) {
        basicAuth.ifPresent(login -> registry.basicAuth(login.user(), login.password()));
        tokenAuth.ifPresent(login -> registry.tokenAuth(TokenAuth.user(login.user(), login.password())));
        if (tls) {
            registry.tls();
        }
        if (readOnly) {
            registry.readOnly();
        }
        return registry;
    }
}
