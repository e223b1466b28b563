package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void cellsAreEscaped() {
        assertThat(Table.of("a", "b").row("1|2", "x\ny")).hasToString("""
                | a | b |
                |---|---|
                | 1\\|2 | x y |
                """);
    }

    @Test
    void rowMustFit() {
        assertThatThrownBy(() -> Table.of("a", "b").row("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A row of 1 cells in a table of 2");
    }
}
