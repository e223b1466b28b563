package dev.dockdash.assertj;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What all assertions of dockdash share; not made to be extended elsewhere.
 *
 * <p>Each check, also one inherited from AssertJ, ends in one place, which throws the failure or hands it to the soft
 * assertions that this assertion came from. What an assertion navigates to inherits that, and its description, failure
 * message and representation. Only {@code asInstanceOf} and {@code asList} lead out of soft assertions.
 *
 * <p>Not thread-safe.
 *
 * @param <SELF> the type of the assertion itself
 * @param <ACTUAL> the type of what is checked
 */
public abstract class AbstractDockdashAssert<SELF extends AbstractDockdashAssert<SELF, ACTUAL>, ACTUAL>
        extends AbstractAssert<SELF, ACTUAL> {

    private final Context context;

    AbstractDockdashAssert(@Nullable ACTUAL actual, Class<SELF> type, Context context) {
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

    /** Returns the failure that two values differ. */
    AssertionError unequal(String what, Object expected, Object found, Consumer<Message> more) {
        Message message =
                Message.expecting(what).with("expected", Message.show(expected)).with("actual", Message.show(found));
        more.accept(message);
        return failure(message, unwrap(expected), unwrap(found));
    }

    AssertionError failure(Message message) {
        return failure("%s", withHeader(message.toString()));
    }

    AssertionError failure(Message message, @Nullable Object expected, @Nullable Object found) {
        return failureWithActualExpected(found, expected, "%s", withHeader(message.toString()));
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

    @Override
    public AbstractStringAssert<?> asString() {
        return text("as text", reach(Object::toString));
    }

    @Override
    public void isNull() {
        report(super::isNull);
    }

    @Override
    public SELF isNotNull() {
        return report(this::requireActual);
    }

    @Override
    public <T> SELF isInstanceOfSatisfying(Class<T> type, Consumer<T> requirements) {
        return report(() -> super.isInstanceOfSatisfying(type, requirements));
    }

    @Override
    protected SELF satisfiesForProxy(Consumer<? super ACTUAL>[] requirements) {
        return report(() -> super.satisfiesForProxy(requirements));
    }

    @Override
    protected SELF satisfiesAnyOfForProxy(Consumer<? super ACTUAL>[] requirements) {
        return report(() -> super.satisfiesAnyOfForProxy(requirements));
    }

    @Override
    public SELF isEqualTo(@Nullable Object expected) {
        return report(() -> super.isEqualTo(expected));
    }

    @Override
    public SELF isNotEqualTo(@Nullable Object other) {
        return report(() -> super.isNotEqualTo(other));
    }

    @Override
    public SELF isSameAs(@Nullable Object expected) {
        return report(() -> super.isSameAs(expected));
    }

    @Override
    public SELF isNotSameAs(@Nullable Object other) {
        return report(() -> super.isNotSameAs(other));
    }

    @Override
    public SELF isIn(Object... values) {
        return report(() -> super.isIn(values));
    }

    @Override
    public SELF isIn(Iterable<?> values) {
        return report(() -> super.isIn(values));
    }

    @Override
    public SELF isNotIn(Object... values) {
        return report(() -> super.isNotIn(values));
    }

    @Override
    public SELF isNotIn(Iterable<?> values) {
        return report(() -> super.isNotIn(values));
    }

    @Override
    public SELF is(Condition<? super ACTUAL> condition) {
        return report(() -> super.is(condition));
    }

    @Override
    public SELF isNot(Condition<? super ACTUAL> condition) {
        return report(() -> super.isNot(condition));
    }

    @Override
    public SELF has(Condition<? super ACTUAL> condition) {
        return report(() -> super.has(condition));
    }

    @Override
    public SELF doesNotHave(Condition<? super ACTUAL> condition) {
        return report(() -> super.doesNotHave(condition));
    }

    @Override
    public SELF satisfies(Condition<? super ACTUAL> condition) {
        return report(() -> super.satisfies(condition));
    }

    @Override
    public SELF isInstanceOf(Class<?> type) {
        return report(() -> super.isInstanceOf(type));
    }

    @Override
    public SELF isInstanceOfAny(Class<?>... types) {
        return report(() -> super.isInstanceOfAny(types));
    }

    @Override
    public SELF isNotInstanceOf(Class<?> type) {
        return report(() -> super.isNotInstanceOf(type));
    }

    @Override
    public SELF isNotInstanceOfAny(Class<?>... types) {
        return report(() -> super.isNotInstanceOfAny(types));
    }

    @Override
    public SELF isExactlyInstanceOf(Class<?> type) {
        return report(() -> super.isExactlyInstanceOf(type));
    }

    @Override
    public SELF isNotExactlyInstanceOf(Class<?> type) {
        return report(() -> super.isNotExactlyInstanceOf(type));
    }

    @Override
    public SELF isOfAnyClassIn(Class<?>... types) {
        return report(() -> super.isOfAnyClassIn(types));
    }

    @Override
    public SELF isNotOfAnyClassIn(Class<?>... types) {
        return report(() -> super.isNotOfAnyClassIn(types));
    }

    @Override
    public SELF hasSameClassAs(Object other) {
        return report(() -> super.hasSameClassAs(other));
    }

    @Override
    public SELF doesNotHaveSameClassAs(Object other) {
        return report(() -> super.doesNotHaveSameClassAs(other));
    }

    @Override
    public SELF hasToString(String expected) {
        return report(() -> super.hasToString(expected));
    }

    @Override
    public SELF hasToString(String expected, Object... arguments) {
        return report(() -> super.hasToString(expected, arguments));
    }

    @Override
    public SELF doesNotHaveToString(String other) {
        return report(() -> super.doesNotHaveToString(other));
    }

    @Override
    public SELF doesNotHaveToString(String other, Object... arguments) {
        return report(() -> super.doesNotHaveToString(other, arguments));
    }

    @Override
    public SELF matches(Predicate<? super ACTUAL> predicate) {
        return report(() -> super.matches(predicate));
    }

    @Override
    public SELF matches(Predicate<? super ACTUAL> predicate, String description) {
        return report(() -> super.matches(predicate, description));
    }

    @Override
    public SELF doesNotMatch(Predicate<? super ACTUAL> predicate) {
        return report(() -> super.doesNotMatch(predicate));
    }

    @Override
    public SELF doesNotMatch(Predicate<? super ACTUAL> predicate, String description) {
        return report(() -> super.doesNotMatch(predicate, description));
    }

    @Override
    public SELF hasSameHashCodeAs(Object other) {
        return report(() -> super.hasSameHashCodeAs(other));
    }

    @Override
    public SELF doesNotHaveSameHashCodeAs(Object other) {
        return report(() -> super.doesNotHaveSameHashCodeAs(other));
    }
}
