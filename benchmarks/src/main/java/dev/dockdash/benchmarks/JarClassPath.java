package dev.dockdash.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A class path of jars alone, as users have it: no folder of classes can be in an archive of class data. */
final class JarClassPath {

    private JarClassPath() {}

    /** Returns a class path with jars in an empty folder instead of its folders. */
    static String of(String classPath, Path folder) throws IOException {
        List<String> parts = new ArrayList<>();
        for (String part : Pattern.compile(File.pathSeparator, Pattern.LITERAL).split(classPath, -1)) {
            Path path = Path.of(part);
            parts.add(
                    Files.isDirectory(path)
                            ? pack(path, folder.resolve(parts.size() + ".jar")).toString()
                            : part);
        }
        return String.join(File.pathSeparator, parts);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(classes)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
