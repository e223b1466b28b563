package dev.dockdash.registry;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a registry answers with something other than what the distribution specification lets it answer. */
public final class RegistryException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String method;
    private final String url;
    private final int status;
    private final transient List<RegistryError> errors;

    RegistryException(String method, String url, int status, List<RegistryError> errors, String expected) {
        super(method + " " + url + ": " + describe(status, errors) + "; " + expected);
        this.method = method;
        this.url = url;
        this.status = status;
        this.errors = List.copyOf(errors);
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
}
