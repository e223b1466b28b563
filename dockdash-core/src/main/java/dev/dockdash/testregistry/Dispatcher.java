package dev.dockdash.testregistry;

import dev.dockdash.testregistry.Route.Resource;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Hands each request to the endpoint for its resource and method. */
final class Dispatcher implements Handler {

    private final Map<Resource, Map<String, Handler>> endpoints = new EnumMap<>(Resource.class);

    /** Adds an endpoint, before the first request; one for GET serves HEAD too. */
    Dispatcher on(String method, Resource resource, Handler endpoint) {
        Map<String, Handler> methods = endpoints.computeIfAbsent(resource, key -> new TreeMap<>());
        methods.put(method, endpoint);
        if (method.equals("GET")) {
            methods.put("HEAD", endpoint);
        }
        return this;
    }

    @Override
    public Response handle(Request request) throws IOException, RefusedException {
        Map<String, Handler> methods = endpoints.getOrDefault(request.route().resource(), Map.of());
        Optional<Handler> endpoint = Optional.ofNullable(methods.get(request.method()));
        if (endpoint.isEmpty()) {
            String allowed = String.join(", ", methods.keySet());
            throw new RefusedException(
                            ErrorCode.UNSUPPORTED,
                            "The method of " + request + " is not supported, expected one of " + allowed)
                    .withHeader("Allow", allowed);
        }
        return endpoint.get().handle(request);
    }
}
