package dev.dockdash.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Test classes that are alike but for the image that they declare, in the package of the benchmarks.
 *
 * @param folder where they are, as a class path has it
 */
record TestClasses(Path folder) {

    /** A class without an image. */
    static final String EMPTY = "EmptyCase";

    /** A class with an image in a registry in a container. */
    static final String CONTAINER = "ContainerCase";

    private static final int KIBIBYTE = 1024;
    private static final String IMAGE = "PushedImage image";

    /** Returns the name of a class with an image of 1 KiB that no class with another number has. */
    static String first(int number) {
        return "First" + number + "Case";
    }

    /** Returns the name of a class with the same image as {@link #first}. */
    static String second(int number) {
        return "Second" + number + "Case";
    }

    /** Returns the name of one more class without an image. */
    static String empty(int number) {
        return "Empty" + number + "Case";
    }

    /**
     * Compiles classes for so many images.
     *
     * @throws IOException if the compiler refuses them
     */
    static TestClasses compile(int images, Path folder) throws IOException {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source(EMPTY, "", ""));
        sources.add(
                new Source(CONTAINER, "@EphemeralRegistry(type = EphemeralRegistry.Type.CONTAINER)" + image(0), IMAGE));
        for (int i = 0; i < images; i++) {
            sources.add(new Source(first(i), image(i), IMAGE));
            sources.add(new Source(second(i), image(i), IMAGE));
            sources.add(new Source(empty(i), "", ""));
        }
        List<String> options = List.of(
                "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-parameters");
        if (!ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, sources)
                .call()) {
            throw new IOException("The compiler refused the test classes; it has printed why");
        }
        return new TestClasses(folder);
    }

    /** Returns the class path of this JVM with these classes. */
    String classPath() {
        return System.getProperty("java.class.path") + File.pathSeparator + folder;
    }

    private static String image(int number) {
        String text = (number + " ").repeat(KIBIBYTE).substring(0, KIBIBYTE);
        return "@BuildImage(name = \"small\", layers = @ImageLayer(text = \"" + text + "\", to = \"/data\"))";
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String annotations, String parameter) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = """
                    package dev.dockdash.benchmarks;

                    import dev.dockdash.junit.*;
                    import org.junit.jupiter.api.Test;

                    %s
                    class %s {
                        @Test void test(%s) {
                            TestClock.stop();
                        }
                    }
                    """.formatted(annotations, name, parameter);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
