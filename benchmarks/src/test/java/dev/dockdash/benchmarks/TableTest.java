package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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

    @Test
    void durationsFillFourCells() {
        Table table = Table.of("what", "median ms", "min", "max", "n", "ours");
        assertThat(table.row(List.of("push"), new Samples(List.of(0.002, 0.001, 0.004)), "1.00x"))
                .asString()
                .endsWith("| push | 2.000 | 1.000 | 4.000 | 3 | 1.00x |\n");
    }
}
