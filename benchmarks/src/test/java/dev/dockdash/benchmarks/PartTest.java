package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void listNamesParts() {
        assertThat(Part.parse("registry,builds")).containsExactlyInAnyOrder(Part.BUILDS, Part.REGISTRY);
    }

    @Test
    void unknownPartIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Part.parse("builds,pushes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "[builds, memory, registry, reading, junit, assertions, scaling, journeys, jmh] but was \"pushes\"");
    }
}
