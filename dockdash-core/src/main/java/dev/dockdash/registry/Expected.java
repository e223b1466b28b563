package dev.dockdash.registry;

import java.util.Arrays;
import java.util.List;

/**
 * What a request may be answered with.
 *
 * @param hint what was expected, in the words of a message
 * @param statuses the expected statuses
 */
record Expected(String hint, List<Integer> statuses) {

    static Expected of(String hint, Integer... statuses) {
        return new Expected(hint, Arrays.asList(statuses));
    }

    boolean accepts(int status) {
        return statuses.contains(status);
    }
}
