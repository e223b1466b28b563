package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** What generated test classes check. */
public final class StressChecks {

    private StressChecks() {}

    /** Asserts that the image can be pulled and is the one with that variable. */
    public static void check(PushedImage image, String name, String value) throws IOException {
        assertThat(Pulling.pull(image)).isEqualTo(image.image());
        assertThat(image.image().config().env()).containsEntry(name, value);
    }
}
