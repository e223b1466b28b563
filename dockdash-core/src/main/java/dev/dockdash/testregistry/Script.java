package dev.dockdash.testregistry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Faults that wait for their requests, at most one for each request; thread-safe.
 *
 * @param <F> the kind of fault
 */
final class Script<F> {

    private static final class Waiting<F> {

        private final F fault;
        private long matched;

        Waiting(F fault) {
            this.fault = fault;
        }
    }

    private final Function<F, Selection> selections;
    private final List<Waiting<F>> waiting = new ArrayList<>();

    /** Takes the way to know which requests a fault strikes. */
    Script(Function<F, Selection> selections) {
        this.selections = selections;
    }

    synchronized void add(F fault) {
        waiting.add(new Waiting<>(fault));
    }

    /** Forgets all faults. */
    synchronized void clear() {
        waiting.clear();
    }

    /** Returns the first fault that strikes this request; those behind it do not count it. */
    synchronized Optional<F> next(String method, String path) {
        for (Waiting<F> entry : waiting) {
            Selection selection = selections.apply(entry.fault);
            if (!selection.isUsedUp(entry.matched)
                    && selection.matches(method, path)
                    && selection.strikes(entry.matched++)) {
                return Optional.of(entry.fault);
            }
        }
        return Optional.empty();
    }

    /** Returns the faults that are to strike a certain number of times and have not yet done so. */
    synchronized List<F> pending() {
        return waiting.stream()
                .filter(entry -> isPending(selections.apply(entry.fault), entry.matched))
                .map(entry -> entry.fault)
                .toList();
    }

    private static boolean isPending(Selection selection, long matched) {
        return selection.times() != Selection.ALWAYS && !selection.isUsedUp(matched);
    }
}
