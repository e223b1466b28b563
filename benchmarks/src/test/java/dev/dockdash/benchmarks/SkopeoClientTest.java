package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SkopeoClientTest {

    @Test
    void eachNumberIsAnotherSpellingOfTheSameHost() {
        List<String> spellings = IntStream.range(0, 20)
                .mapToObj(number -> SkopeoClient.respelled("localhost:5000", number))
                .toList();

        assertThat(spellings).doesNotHaveDuplicates().contains("localhost:5000", "LocaLhost:5000");
        assertThat(spellings).allSatisfy(spelling -> assertThat(spelling).isEqualToIgnoringCase("localhost:5000"));
    }
}
