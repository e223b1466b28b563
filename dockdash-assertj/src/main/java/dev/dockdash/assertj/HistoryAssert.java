package dev.dockdash.assertj;

import dev.dockdash.oci.History;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the history of an image, oldest entry first.
 *
 * <p>Messages show commands without the values of arguments whose names sound secret.
 *
 * <p>Not thread-safe.
 */
public class HistoryAssert extends AbstractDockdashAssert<HistoryAssert, List<History>> {

    private final int layers;

    HistoryAssert(@Nullable List<History> actual, int layers, Context context) {
        super(actual, HistoryAssert.class, context);
        this.layers = layers;
    }

    /**
     * Checks the number of entries.
     *
     * <pre>{@code
     * assertThat(image).history().hasEntries(3); // fails for two
     * }</pre>
     *
     * @throws AssertionError if there are more or less
     */
    public HistoryAssert hasEntries(int expected) {
        return check(history -> requireCount("number of history entries", expected, history));
    }

    /**
     * Checks the number of entries that made a layer.
     *
     * <pre>{@code
     * assertThat(image).history().hasNonEmptyEntries(2); // passes for FROM, ENV and COPY
     * assertThat(image).history().hasNonEmptyEntries(3); // fails: ENV makes no layer
     * }</pre>
     *
     * @throws AssertionError if there are more or less
     */
    public HistoryAssert hasNonEmptyEntries(int expected) {
        return check(history -> requireCount("number of history entries with a layer", expected, withLayer(history)));
    }

    /**
     * Checks that the history has as many entries that made a layer as there are layers.
     *
     * <pre>{@code
     * assertThat(image).history().matchesLayers(); // fails after builders that do not write history
     * }</pre>
     *
     * @throws AssertionError if it has more or less
     */
    public HistoryAssert matchesLayers() {
        return check(history ->
                requireCount("as many history entries with a layer as there are layers", layers, withLayer(history)));
    }

    /**
     * Checks that a regular expression is found in the command of an entry.
     *
     * <pre>{@code
     * assertThat(image).history().containsCreatedBy("COPY .* /app"); // passes
     * assertThat(image).history().containsCreatedBy("^RUN apt-get"); // fails
     * }</pre>
     *
     * @throws AssertionError if it is found in none
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public HistoryAssert containsCreatedBy(String regex) {
        Predicate<String> found = Pattern.compile(regex).asPredicate();
        return check(history -> {
            if (history.stream().flatMap(entry -> entry.createdBy().stream()).noneMatch(found)) {
                throw failure(Message.expecting("history to have a command with: " + regex)
                        .withEach("actual", lines(history)));
            }
        });
    }

    /**
     * Checks that a regular expression is not found in the command of any entry.
     *
     * <pre>{@code
     * assertThat(image).history().doesNotContainCreatedBy("chmod 777"); // fails for RUN chmod 777 /app
     * }</pre>
     *
     * @throws AssertionError if it is found in one
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression
     */
    public HistoryAssert doesNotContainCreatedBy(String regex) {
        Predicate<String> unwanted = Pattern.compile(regex).asPredicate();
        return check(history -> {
            List<String> found = matching(
                    history, entry -> entry.createdBy().filter(unwanted).isPresent());
            if (!found.isEmpty()) {
                throw failure(Message.expecting("history to have no command with: " + regex)
                        .withEach("found", found));
            }
        });
    }

    /**
     * Checks that no command has what sounds like a secret, such as a build argument {@code GITHUB_TOKEN} with a value,
     * or has a token of known form; values are not shown.
     *
     * <pre>{@code
     * assertThat(image).history().containsNoSecrets(); // fails for RUN |1 NPM_TOKEN=abc npm install
     * }</pre>
     *
     * @throws AssertionError if one has
     */
    public HistoryAssert containsNoSecrets() {
        return check(history -> {
            List<String> found = matching(
                    history,
                    entry -> entry.createdBy().filter(Redaction::hidesSecret).isPresent());
            if (!found.isEmpty()) {
                throw failure(Message.expecting("history without secrets").withEach("found", found));
            }
        });
    }

    private void requireCount(String what, int expected, List<History> found) {
        if (found.size() != expected) {
            throw unequal(what, expected, found.size(), message -> message.withEach("entries", lines(found)));
        }
    }

    private static List<History> withLayer(List<History> history) {
        return history.stream().filter(entry -> !entry.emptyLayer()).toList();
    }

    private static List<String> lines(List<History> history) {
        return matching(history, entry -> true);
    }

    private static List<String> matching(List<History> history, Predicate<History> wanted) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (wanted.test(history.get(i))) {
                lines.add(i + " "
                        + history.get(i).createdBy().map(Context::onOneLine).orElse("(no command)")
                        + (history.get(i).emptyLayer() ? " (no layer)" : ""));
            }
        }
        return lines;
    }
}
