package com.example.sample.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.sample.docs.ExampleUnit.Form;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The examples in the comments of the modules compile, all of them: what is no Java has no place in a comment. */
class JavadocExamplesTest {

    private static final Pattern PREFORMATTED = Pattern.compile("<pre\\b");
    private static final List<String> OPTIONS =
            List.of("-proc:none", "--release", "17", "-Xmaxerrs", "10000", "-XDshould-stop.ifError=FLOW");

    @Test
    void everyExampleCompiles() throws IOException {
        List<ExampleUnit> units = new ArrayList<>();
        List<JavadocExample> rest = examples();
        for (Form form : Form.values()) {
            List<ExampleUnit> tried = units(rest, form);
            Set<JavaFileObject> otherForms = errors(tried, JavacTask::parse).stream()
                    .map(Diagnostic::getSource)
                    .collect(toSet());
            tried.stream().filter(unit -> !otherForms.contains(unit)).forEach(units::add);
            rest = tried.stream()
                    .filter(otherForms::contains)
                    .map(ExampleUnit::example)
                    .toList();
        }
        units.addAll(units(rest, Form.STATEMENTS));

        assertThat(errors(units, JavacTask::analyze))
                .extracting(JavadocExamplesTest::located)
                .isEmpty();
    }

    @Test
    void noExampleIsOverlooked() throws IOException {
        long written = 0;
        for (String module : LibrarySources.MODULES) {
            for (Path file : LibrarySources.of(module)) {
                written +=
                        PREFORMATTED.matcher(Files.readString(file)).results().count();
            }
        }
        assertThat(examples())
                .hasSize((int) written)
                .hasSizeGreaterThan(200)
                .allSatisfy(example -> assertThat(example.code()).isNotBlank());
    }

    private static List<JavadocExample> examples() throws IOException {
        List<JavadocExample> examples = new ArrayList<>();
        for (String module : LibrarySources.MODULES) {
            examples.addAll(JavadocExample.of(module));
        }
        return examples;
    }

    private static List<ExampleUnit> units(List<JavadocExample> examples, Form form) {
        return examples.stream().map(example -> new ExampleUnit(example, form)).toList();
    }

    private static List<Diagnostic<? extends JavaFileObject>> errors(List<ExampleUnit> units, Step step)
            throws IOException {
        if (units.isEmpty()) {
            return List.of();
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        step.run((JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, found, OPTIONS, null, units));
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static String located(Diagnostic<? extends JavaFileObject> error) {
        return error.getSource() instanceof ExampleUnit unit ? unit.located(error) : error.toString();
    }

    private interface Step {
        void run(JavacTask task) throws IOException;
    }
}
