package dev.dockdash.assertj;

import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ByteArrayAssert;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StringAssert;

/** Where the outcome of a check goes; an assertion hands its own on to all that it navigates to. */
sealed interface Reporter {

    /** Throws the failure of a check, or keeps it for later. */
    void failed(AssertionError failure);

    /** Takes note of a check that passed. */
    void passed();

    /** Returns AssertJ's assertion on a text, with the same end for its failures. */
    AbstractStringAssert<?> assertThat(String text);

    /** Returns AssertJ's assertion on bytes, with the same end for its failures. */
    AbstractByteArrayAssert<?> assertThat(byte[] bytes);

    /** Throws at once. */
    record Throwing() implements Reporter {

        @Override
        public void failed(AssertionError failure) {
            throw failure;
        }

        @Override
        public void passed() {}

        @Override
        public AbstractStringAssert<?> assertThat(String text) {
            return Assertions.assertThat(text);
        }

        @Override
        public AbstractByteArrayAssert<?> assertThat(byte[] bytes) {
            return Assertions.assertThat(bytes);
        }
    }

    /**
     * Keeps failures until all are asked for.
     *
     * @param collector what keeps them
     */
    record Collecting(SoftAssertionsProvider collector) implements Reporter {

        @Override
        public void failed(AssertionError failure) {
            collector.collectAssertionError(failure);
        }

        @Override
        public void passed() {
            collector.succeeded();
        }

        @Override
        public AbstractStringAssert<?> assertThat(String text) {
            return collector.proxy(StringAssert.class, String.class, text);
        }

        @Override
        public AbstractByteArrayAssert<?> assertThat(byte[] bytes) {
            return collector.proxy(ByteArrayAssert.class, byte[].class, bytes);
        }
    }

    /** Drops everything: the way to the subject has failed and was reported, so nothing can be said of the subject. */
    record Silent() implements Reporter {

        @Override
        public void failed(AssertionError failure) {}

        @Override
        public void passed() {}

        @Override
        public AbstractStringAssert<?> assertThat(String text) {
            return new SoftAssertions().assertThat(text);
        }

        @Override
        public AbstractByteArrayAssert<?> assertThat(byte[] bytes) {
            return new SoftAssertions().assertThat(bytes);
        }
    }
}
