package dev.dockdash.registry;

import java.util.Objects;

/**
 * One error that a registry reported.
 *
 * @param code the code, such as {@code MANIFEST_UNKNOWN}
 * @param message what the registry says of it, possibly empty
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes">distribution-spec,
 *     error codes</a>
 */
public record RegistryError(String code, String message) {

    /** Creates an error. */
    public RegistryError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /** Returns the code and the message. */
    @Override
    public String toString() {
        return message.isEmpty() ? code : code + ": " + message;
    }
}
