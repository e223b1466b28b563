package dev.dockdash.junit;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Resources of the class path, in folders and in jars; the jars stay open until this is closed. Thread-safe. */
final class ClassPathResources implements AutoCloseable {

    private static final int MOST_NAMES = 10;

    /** Jars that keep no permissions must not make everything executable, which is what the JDK takes them for. */
    private static final Map<String, String> PERMISSIONS_OF_JARS =
            Map.of("enablePosixFileAttributes", "true", "defaultPermissions", "rw-r--r--");

    private final OncePerKey<Path, FileSystem> jars = new OncePerKey<>();

    /**
     * Returns the first directory of that name.
     *
     * @throws IOException if there is none, the first hit is a file, or there is nothing in it
     */
    Path directory(ResourceName name, ClassLoader loader) throws IOException {
        Path directory = find(name, loader);
        if (!Files.isDirectory(directory)) {
            throw new IOException("the resource \"" + name + "\" is a file (" + loader.getResource(name.path())
                    + "): expected a directory");
        }
        return directory;
    }

    /**
     * Returns the first file or directory of that name.
     *
     * @throws IOException if there is none, or it is a directory with nothing in it
     */
    Path find(ResourceName name, ClassLoader loader) throws IOException {
        URL url = loader.getResource(name.path());
        if (url == null) {
            throw new IOException("no resource \"" + name + "\" on the class path. " + nearby(name.parent(), loader));
        }
        Path path = toPath(url);
        if (Files.isDirectory(path) && isEmpty(path)) {
            throw new IOException(
                    "the resource directory \"" + name + "\" is empty (" + url + "). Put files there, or leave it out");
        }
        return path;
    }

    /** Says what the closest directory that exists has. */
    private String nearby(ResourceName directory, ClassLoader loader) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (URL url : Collections.list(loader.getResources(directory.path()))) {
            Path path = toPath(url);
            if (Files.isDirectory(path)) {
                names.addAll(children(path));
            }
        }
        if (names.isEmpty() && !directory.isRoot()) {
            return nearby(directory.parent(), loader);
        }
        String where = directory.isRoot() ? "At its root" : "Under \"" + directory + "/\"";
        return where + ": " + (names.isEmpty() ? "nothing" : enumerate(names)) + ".";
    }

    private static String enumerate(SortedSet<String> names) {
        String first = String.join(", ", names.stream().limit(MOST_NAMES).toList());
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static SortedSet<String> children(Path directory) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            children.forEach(child -> names.add(child.getFileName().toString()));
        }
        return names;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            return !children.iterator().hasNext();
        }
    }

    private Path toPath(URL url) throws IOException {
        if (url.getProtocol().equals("file")) {
            return fileOf(url, url);
        }
        if (url.getProtocol().equals("jar") && url.openConnection() instanceof JarURLConnection connection) {
            FileSystem jar = open(fileOf(connection.getJarFileURL(), url));
            return jar.getPath("/", connection.getEntryName());
        }
        throw unsupported(url);
    }

    private FileSystem open(Path jar) throws IOException {
        return jars.get(jar, () -> FileSystems.newFileSystem(jar, PERMISSIONS_OF_JARS));
    }

    private static Path fileOf(URL file, URL resource) throws IOException {
        if (!file.getProtocol().equals("file")) {
            throw unsupported(resource);
        }
        try {
            return Path.of(file.toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the resource at " + resource + " is not at a valid URI", e);
        }
    }

    private static IOException unsupported(URL url) {
        return new IOException(
                "the resource is at " + url + ", which cannot be listed: expected a folder or a jar in a file");
    }

    @Override
    public void close() throws IOException {
        for (FileSystem jar : jars.made()) {
            jar.close();
        }
    }
}
