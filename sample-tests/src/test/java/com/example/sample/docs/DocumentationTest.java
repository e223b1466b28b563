package com.example.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the pages to the sources: each Java block of a page is a tagged region of a test of this module, letter by letter. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern REGION =
            Pattern.compile("^ *// tag::(\\w+)\\[]\\R(.*?)^ *// end::\\1\\[]$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("^```java\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @TestFactory
    Stream<DynamicTest> javaBlocksAreRegionsOfTests() throws IOException {
        Set<String> regions = regions();
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
                    for (String block : matches(BLOCK, page, 1)) {
                        if (!regions.contains(block)) {
                            fail("%s: no tagged region below %s is%n%s", page, SOURCES.toAbsolutePath(), block);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> linksLeadToFiles() throws IOException {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> {
                    for (String link : matches(LINK, page, 1)) {
                        assertThat(page.resolveSibling(link.strip())).exists();
                    }
                }));
    }

    @Test
    void everyRegionIsShown() throws IOException {
        Set<String> unused = regions();
        pages().forEach(page -> unused.removeAll(matches(BLOCK, page, 1)));
        assertThat(unused).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    private static Set<String> regions() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> matches(REGION, file, 2).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<String> matches(Pattern pattern, Path file, int group) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.results()
                    .map(result -> result.group(group).stripTrailing().stripIndent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
