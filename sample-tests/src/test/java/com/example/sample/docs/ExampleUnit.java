package com.example.sample.docs;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.SimpleJavaFileObject;

/** An example as a file of Java: a class around it, and the imports that a reader has. Its lines are those of the comment. */
final class ExampleUnit extends SimpleJavaFileObject {

    /** What an example can be; an annotation alone is taken for that of a class. */
    enum Form {
        STATEMENTS("void example() throws Exception { %s }"),
        EXPRESSION("Object example = %s;"),
        MEMBERS("%s class Annotated {}");

        private final String around;

        Form(String around) {
            this.around = around;
        }
    }

    private static final String IMPORTS = Stream.of(
                    "static dev.dockdash.assertj.DockdashAssertions.*",
                    "static java.nio.charset.StandardCharsets.UTF_8",
                    "static java.time.Duration.ofMinutes",
                    "dev.dockdash.*",
                    "dev.dockdash.archive.*",
                    "dev.dockdash.assertj.*",
                    "dev.dockdash.blob.*",
                    "dev.dockdash.cache.*",
                    "dev.dockdash.image.*",
                    "dev.dockdash.junit.*",
                    "dev.dockdash.layer.*",
                    "dev.dockdash.oci.*",
                    "dev.dockdash.registry.*",
                    "dev.dockdash.testregistry.*",
                    "java.io.*",
                    "java.nio.file.*",
                    "java.time.*",
                    "java.util.*",
                    "org.assertj.core.api.*",
                    "org.junit.jupiter.api.Test",
                    "org.junit.jupiter.api.extension.RegisterExtension",
                    "org.testcontainers.containers.GenericContainer")
            .map(name -> "import " + name + "; ")
            .collect(joining());
    private static final Pattern IMPORT = Pattern.compile("^ *(import [^;]+;)(.*)$", Pattern.MULTILINE);

    private final JavadocExample example;
    private final String text;

    ExampleUnit(JavadocExample example, Form form) {
        super(URI.create("string:///" + example.file() + "/" + example.line()), Kind.SOURCE);
        this.example = example;
        String ownImports = IMPORT.matcher(example.code())
                .results()
                .map(match -> match.group(1))
                .collect(joining(" "));
        String code = IMPORT.matcher(example.code()).replaceAll("$2");
        this.text = "package com.example.sample.docs; " + IMPORTS + ownImports + " abstract class "
                + toUri().getPath().replaceAll("\\W", "_") + " extends ReaderProgram { "
                + form.around.formatted(code + "\n") + " }";
    }

    JavadocExample example() {
        return example;
    }

    /** What the compiler found, with the place in the comment. */
    String located(Diagnostic<?> found) {
        return example.file() + ":" + (example.line() + found.getLineNumber() - 1) + ": " + found.getMessage(null);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
    }
}
