package dev.dockdash.registry;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a registry answers with something other than what the distribution specification lets it answer.
 *
 * <p>The message says what was asked, what the registry answered, what was expected, and what to do. It holds no
 * credentials and no query of a URL.
 */
public final class RegistryException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String method;
    private final String url;
    private final int status;
    private final transient @Nullable List<RegistryError> errors;
    private final @Nullable String retryAfter;

    RegistryException(
            String method,
            String url,
            int status,
            List<RegistryError> errors,
            @Nullable String retryAfter,
            String expected) {
        super(method + " " + url + ": " + describe(status, errors) + "; " + expected);
        this.method = method;
        this.url = url;
        this.status = status;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    private RegistryException(RegistryException cause, String addition) {
        super(cause.getMessage() + " " + addition, cause);
        this.method = cause.method;
        this.url = cause.url;
        this.status = cause.status;
        this.errors = cause.errors();
        this.retryAfter = cause.retryAfter;
    }

    /** Returns this exception with more to say. */
    RegistryException with(String addition) {
        return new RegistryException(this, addition);
    }

    private static String describe(int status, List<RegistryError> errors) {
        String answer = "the registry answered " + status;
        return errors.isEmpty()
                ? answer
                : answer + " "
                        + errors.stream().map(RegistryError::toString).collect(Collectors.joining("; ", "(", ")"));
    }

    /** Returns the method of the request. */
    public String method() {
        return method;
    }

    /** Returns the URL of the request, without its query. */
    public String url() {
        return url;
    }

    /** Returns the status of the answer. */
    public int status() {
        return status;
    }

    /** Returns the errors in the body of the answer, possibly none. */
    public List<RegistryError> errors() {
        return errors == null ? List.of() : errors;
    }

    /** Returns when the registry wants to be asked again, as it said it. */
    Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    boolean hasCode(String... codes) {
        return errors().stream().anyMatch(error -> List.of(codes).contains(error.code()));
    }
}
