package dev.dockdash.assertj;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractPathAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.MapAssert;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;

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

    /** Returns AssertJ's assertion on texts, with the same end for its failures. */
    ListAssert<String> assertThat(List<String> texts);

    /** Returns AssertJ's assertion on named texts, with the same end for its failures. */
    MapAssert<String, String> assertThat(Map<String, String> texts);

    /** Returns AssertJ's assertion on a file of this machine, with the same end for its failures. */
    AbstractPathAssert<?> assertThat(Path path);

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

        @Override
        public ListAssert<String> assertThat(List<String> texts) {
            return Assertions.assertThat(texts);
        }

        @Override
        public MapAssert<String, String> assertThat(Map<String, String> texts) {
            return Assertions.assertThat(texts);
        }

        @Override
        public AbstractPathAssert<?> assertThat(Path path) {
            return Assertions.assertThat(path);
        }
    }

    /** Keeps failures of AssertJ's own assertions as soft assertions do. */
    abstract sealed class Soft implements Reporter {

        private final SoftAssertions assertions;

        private Soft(SoftAssertions assertions) {
            this.assertions = assertions;
        }

        @Override
        public AbstractStringAssert<?> assertThat(String text) {
            return assertions.assertThat(text);
        }

        @Override
        public AbstractByteArrayAssert<?> assertThat(byte[] bytes) {
            return assertions.assertThat(bytes);
        }

        @Override
        public ListAssert<String> assertThat(List<String> texts) {
            return assertions.assertThat(texts);
        }

        @Override
        public MapAssert<String, String> assertThat(Map<String, String> texts) {
            return assertions.assertThat(texts);
        }

        @Override
        public AbstractPathAssert<?> assertThat(Path path) {
            return assertions.assertThat(path);
        }
    }

    /** Keeps failures until all are asked for. */
    final class Collecting extends Soft {

        private final SoftAssertionsProvider collector;

        Collecting(SoftAssertionsProvider collector) {
            super(endingIn(collector));
            this.collector = collector;
        }

        private static SoftAssertions endingIn(SoftAssertionsProvider collector) {
            SoftAssertions assertions = new SoftAssertions();
            assertions.setDelegate(collector);
            return assertions;
        }

        @Override
        public void failed(AssertionError failure) {
            collector.collectAssertionError(failure);
        }

        @Override
        public void passed() {
            collector.succeeded();
        }
    }

    /** Drops everything: the way to the subject has failed and was reported, so nothing can be said of the subject. */
    final class Silent extends Soft {

        Silent() {
            super(new SoftAssertions());
        }

        @Override
        public void failed(AssertionError failure) {}

        @Override
        public void passed() {}
    }
}
