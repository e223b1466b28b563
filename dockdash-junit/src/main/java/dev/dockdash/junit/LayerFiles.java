package dev.dockdash.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where layers of a test class find their files.
 *
 * @param classPath the resources
 * @param loader the class loader of the test class
 * @param moduleDirectory where relative paths start
 */
record LayerFiles(ClassPathResources classPath, ClassLoader loader, Path moduleDirectory) {

    static LayerFiles of(Class<?> testClass, ClassPathResources classPath) {
        return new LayerFiles(classPath, testClass.getClassLoader(), Path.of("").toAbsolutePath());
    }

    Path resource(ResourceName name) throws IOException {
        return classPath.find(name, loader);
    }

    Path resourceDirectory(ResourceName name) throws IOException {
        return classPath.directory(name, loader);
    }

    /**
     * Returns that file or directory.
     *
     * @throws IOException if there is none
     */
    Path file(String path) throws IOException {
        Path file = moduleDirectory.resolve(path);
        if (!Files.exists(file)) {
            throw new IOException(
                    "no file \"" + path + "\" in " + moduleDirectory + ". If a build makes it, run that first");
        }
        return file;
    }
}
