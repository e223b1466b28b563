package dev.dockdash.testregistry;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a form, in which a plus sign is a space.
 *
 * @param values every value by its name, in their order
 */
record FormParameters(Map<String, List<String>> values) {

    FormParameters {
        values = Map.copyOf(values);
    }

    /**
     * Parses a body of the type {@code application/x-www-form-urlencoded}.
     *
     * @throws RefusedException if an escape is malformed
     */
    static FormParameters parse(String body) throws RefusedException {
        try {
            return new FormParameters(Stream.of(body.split("&", -1))
                    .map(pair -> (pair.contains("=") ? pair : pair + "=").split("=", 2))
                    .collect(Collectors.groupingBy(
                            pair -> decode(pair[0]),
                            Collectors.mapping(pair -> decode(pair[1]), Collectors.toUnmodifiableList()))));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.UNSUPPORTED, 400, "The form is malformed");
        }
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
