package dev.dockdash.assertj;

import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.assertj.core.api.StandardSoftAssertionsProvider;

/**
 * Assertions on images, and all of AssertJ's, that keep their failures until all are asked for.
 *
 * <p>Failures after navigation are kept too, each of them: those of {@code config()}, of {@code file(path).content()} and
 * within {@code config(c -> ...)}. When the way itself fails, as with a layer that the image does not have, that is the
 * one failure, and what follows on this way says nothing.
 *
 * <pre>{@code
 * DockdashSoftAssertions.assertSoftly(softly -> {
 *     softly.assertThat(image).config().hasUser("1000").hasEntrypoint("/app/serve");
 *     softly.assertThat(image).file("/app/serve").hasMode(0755);
 * });
 * }</pre>
 *
 * <p>JUnit injects it with {@code @ExtendWith(SoftAssertionsExtension.class)} and {@code @InjectSoftAssertions}. What
 * cannot be read is thrown at once, as an {@link java.io.UncheckedIOException}.
 */
public class DockdashSoftAssertions extends AbstractSoftAssertions
        implements StandardSoftAssertionsProvider, DockdashSoftAssertionsProvider {

    /** Creates soft assertions without failures; call {@link #assertAll} in the end. */
    public DockdashSoftAssertions() {}

    /**
     * Runs assertions, and then fails with all of their failures.
     *
     * @throws AssertionError if there is a failure
     */
    public static void assertSoftly(Consumer<DockdashSoftAssertions> assertions) {
        SoftAssertionsProvider.assertSoftly(DockdashSoftAssertions.class, assertions);
    }
}
