package dev.dockdash.assertj;

import java.util.function.Consumer;
import java.util.function.Predicate;
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
        extends AbstractReportingAssert<SELF, ACTUAL> {

    AbstractDockdashAssert(@Nullable ACTUAL actual, Class<SELF> type, Context context) {
        super(actual, type, context);
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
        return refute(predicate, "the given predicate");
    }

    @Override
    public SELF doesNotMatch(Predicate<? super ACTUAL> predicate, String description) {
        return refute(predicate, description);
    }

    /** AssertJ has this from 3.27 on only, so it cannot be asked to do it. */
    private SELF refute(Predicate<? super ACTUAL> predicate, String description) {
        return check(value -> {
            if (predicate.test(value)) {
                throw failure(Message.expecting("actual value not to match " + description)
                        .with("actual", value.toString()));
            }
        });
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
