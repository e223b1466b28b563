package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManyImagesTest {

    @Test
    void nothingLeftOverHolds() {
        ManyImages.Result result = ManyImages.parse("1.5 2.5 6 4 6 3\n");

        assertThat(result)
                .isEqualTo(new ManyImages.Result("", 1.5, 2.5, new ProcessUse(6, 4), new ProcessUse(6, 3)))
                .hasToString("no error, threads 6 and 6, descriptors 4 and 3");
        assertThat(result.held()).isTrue();
    }

    @Test
    void leftOverThreadDoesNotHold() {
        assertThat(ManyImages.parse("1.5 2.5 6 4 7 4").held()).isFalse();
    }

    @Test
    void leftOverDescriptorDoesNotHold() {
        assertThat(ManyImages.parse("1.5 2.5 6 4 6 5").held()).isFalse();
    }

    @Test
    void childThatPrintsSomethingElseFailed() {
        assertThat(ManyImages.parse("out of luck").held()).isFalse();
        assertThat(ManyImages.parse("1 2 3 4 5 six")).hasToString("FAILED: printed 1 2 3 4 5 six");
    }
}
