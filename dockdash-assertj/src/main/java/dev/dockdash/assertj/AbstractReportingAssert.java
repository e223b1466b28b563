package dev.dockdash.assertj;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractPathAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.MapAssert;
import org.jspecify.annotations.Nullable;

/** How the assertions of dockdash run checks, word failures and get to other assertions. */
abstract class AbstractReportingAssert<SELF extends AbstractReportingAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> {

    private final Context context;

    AbstractReportingAssert(@Nullable ACTUAL actual, Class<SELF> type, Context context) {
        super(actual, type);
        this.context = context;
    }

    /** A source of a value that may fail to be read. */
    interface Reading<T> {
        T read() throws IOException;
    }

    Context context() {
        return context;
    }

    /** Runs a check of the actual value, which must be there, and reports its outcome. */
    SELF check(Consumer<? super ACTUAL> check) {
        return report(() -> {
            requireActual();
            check.accept(actual);
        });
    }

    /** Returns a part of the actual value, which must be there; empty if it was reported that it is not. */
    <T> Optional<T> reach(Function<? super ACTUAL, T> part) {
        if (context.isUnreachable()) {
            return Optional.empty();
        }
        try {
            requireActual();
            return Optional.of(part.apply(actual));
        } catch (AssertionError failure) {
            context.reporter().failed(failure);
            return Optional.empty();
        }
    }

    /** Returns the assertion on a part of the actual value, or one that says nothing if there is no such part. */
    <CHILD extends AbstractAssert<?, ?>> CHILD navigate(
            Function<? super ACTUAL, CHILD> part, Function<Context, CHILD> unreachable) {
        return inheriting(reach(part).orElseGet(() -> unreachable.apply(context.unreachable())));
    }

    /** Gives another assertion what was said about this one. */
    <CHILD extends AbstractAssert<?, ?>> CHILD inheriting(CHILD child) {
        child.info.useRepresentation(info.representation());
        if (!child.info.hasDescription() && info.hasDescription()) {
            child.info.description(info.description());
        }
        String message = info.overridingErrorMessage();
        if (message != null) {
            child.info.overridingErrorMessage(message);
        }
        return child;
    }

    /** Returns AssertJ's assertion on a text that belongs to the actual value. */
    AbstractStringAssert<?> text(String part, Optional<String> text) {
        AbstractStringAssert<?> child = text.<AbstractStringAssert<?>>map(
                        found -> context.reporter().assertThat(found))
                .orElseGet(() -> new Reporter.Silent().assertThat(""));
        return inheriting(child.as("%s", descriptionOf(part)));
    }

    /** Returns AssertJ's assertion on bytes that belong to the actual value. */
    AbstractByteArrayAssert<?> bytes(String part, Optional<byte[]> bytes) {
        AbstractByteArrayAssert<?> child = bytes.<AbstractByteArrayAssert<?>>map(
                        found -> context.reporter().assertThat(found))
                .orElseGet(() -> new Reporter.Silent().assertThat(new byte[0]));
        return inheriting(child.as("%s", descriptionOf(part)));
    }

    /** Returns AssertJ's assertion on texts that belong to the actual value. */
    ListAssert<String> texts(String part, Optional<List<String>> texts) {
        ListAssert<String> child = texts.map(found -> context.reporter().assertThat(found))
                .orElseGet(() -> new Reporter.Silent().assertThat(List.of()));
        return inheriting(child.as("%s", descriptionOf(part)));
    }

    /** Returns AssertJ's assertion on named texts that belong to the actual value. */
    MapAssert<String, String> textMap(String part, Optional<Map<String, String>> texts) {
        MapAssert<String, String> child = texts.map(found -> context.reporter().assertThat(found))
                .orElseGet(() -> new Reporter.Silent().assertThat(Map.of()));
        return inheriting(child.as("%s", descriptionOf(part)));
    }

    /** Returns AssertJ's assertion on a copy of a part of the actual value on this machine. */
    AbstractPathAssert<?> path(String part, Optional<Path> path) {
        AbstractPathAssert<?> child = path.<AbstractPathAssert<?>>map(
                        found -> context.reporter().assertThat(found))
                .orElseGet(() -> new Reporter.Silent().assertThat(reading("an empty file", EmptyFile::get)));
        return inheriting(child.as("%s", descriptionOf(part)));
    }

    /** Returns a description that says what AssertJ's own messages do not: of which image, and of what in it. */
    String descriptionOf(String part) {
        String own = info.hasDescription() ? descriptionText() + " · " : "";
        return own + context.header() + " · " + part;
    }

    /** Fails unless the actual value is there. */
    void requireActual() {
        super.isNotNull();
    }

    /** Fails, with both values for a comparison, unless they are equal. */
    void requireEqual(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw unequal(what, expected, found, message -> {});
        }
    }

    /** Fails if there is something; an empty list is nothing. */
    void requireNone(String what, Object found) {
        if (!found.equals(List.of()) && !found.equals(Optional.empty())) {
            throw failure(Message.expecting("no " + what).with("actual", Message.show(found)));
        }
    }

    /** Fails unless a map has the value under the name; the message tells all names. */
    void requireEntry(String what, String name, String expected, Map<String, String> found) {
        Optional<String> value = Optional.ofNullable(found.get(name));
        if (!value.equals(Optional.of(expected))) {
            throw unequal(what + " " + name, expected, value, message -> message.withAll("all", found.keySet()));
        }
    }

    /** Fails if a map has the name. */
    void requireNoEntry(String what, String name, Map<String, String> found) {
        requireNone(what + " " + name, Optional.ofNullable(found.get(name)));
    }

    /** Returns the failure that two values differ. */
    AssertionError unequal(String what, Object expected, Object found, Consumer<Message> more) {
        Message message =
                Message.expecting(what).with("expected", Message.show(expected)).with("actual", Message.show(found));
        more.accept(message);
        return failure(message, unwrap(expected), unwrap(found));
    }

    AssertionError failure(Message message) {
        return failure("%s", withHeader(reported(message)));
    }

    AssertionError failure(Message message, @Nullable Object expected, @Nullable Object found) {
        return withoutReflection(failureWithActualExpected(found, expected, "%s", withHeader(reported(message))));
    }

    /** AssertJ 3.25 leaves in the stack trace that it calls a constructor by reflection. */
    private static AssertionError withoutReflection(AssertionError failure) {
        failure.setStackTrace(Arrays.stream(failure.getStackTrace())
                .dropWhile(frame -> frame.getClassName().contains(".reflect."))
                .toArray(StackTraceElement[]::new));
        return failure;
    }

    private String reported(Message message) {
        FailureReports.of(context).ifPresent(report -> message.with("report", report));
        return message.toString();
    }

    /** Reads something; that it cannot be read says nothing about the image, so it is no failure of a check. */
    <T> T reading(String what, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse(e.toString());
            throw new UncheckedIOException(withHeader("Reading " + what + " failed: " + reason), e);
        }
    }

    private String withHeader(String text) {
        return "[" + context.header() + "]\n" + text;
    }

    private static @Nullable Object unwrap(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    /** Runs a check, also of an actual value that is not there: the one place where outcomes go. */
    SELF report(Runnable check) {
        if (context.isUnreachable()) {
            return myself;
        }
        try {
            check.run();
            context.reporter().passed();
        } catch (AssertionError failure) {
            context.reporter().failed(failure);
        }
        return myself;
    }
}
