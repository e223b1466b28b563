package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation of the assertions. */
class ExamplesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/dockdash/assertj");
    private static final Pattern DOCUMENTED = Pattern.compile(
            "/\\*\\*(?<doc>(?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public [^(=;{]*?(?<name>\\w+)\\(",
            Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code(.*?)</pre>", Pattern.DOTALL);

    @Test
    void everyCheckHasAnExampleThatTellsWhenItFails() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(SOURCES)) {
            files = all.filter(file -> file.toString().endsWith("Assert.java"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            assertThat(withoutExample(Files.readString(file)))
                    .as(file.getFileName().toString())
                    .isEmpty();
        }
    }

    private static List<String> withoutExample(String source) {
        return DOCUMENTED
                .matcher(source)
                .results()
                .filter(method -> method.group(1).contains("@throws AssertionError"))
                .filter(method -> !hasExample(method))
                .map(method -> method.group(2))
                .toList();
    }

    private static boolean hasExample(MatchResult method) {
        return EXAMPLE.matcher(method.group(1))
                .results()
                .anyMatch(example -> example.group(1).contains("fails"));
    }
}
