package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.Dockdash;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathResourcesTest {

    @TempDir
    private Path folder;

    private static final ResourceName WEB = ResourceName.parse("images/web");

    @Test
    void findsTheFirstDirectoryOfTheClassPath() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first dir/images/web"));
        Files.writeString(first.resolve("file"), "first");
        Path second = Files.createDirectories(folder.resolve("second/images/web"));
        Files.writeString(second.resolve("file"), "second");

        try (ClassPathResources directories = new ClassPathResources();
                URLClassLoader loader = loader(folder.resolve("first dir"), folder.resolve("second"))) {
            assertThat(directories.directory(WEB, loader)).isEqualTo(first);
        }
    }

    @Test
    void buildsTheSameImageFromAJarAsFromAFolder() throws IOException {
        Path source = Files.createDirectories(folder.resolve("classes/images/web"));
        fill(source);
        Path jar = jar("some images.jar", Map.of("enablePosixFileAttributes", "true"), ClassPathResourcesTest::fill);

        Image fromJar = build(jar);

        assertThat(fromJar.filesystem().entries())
                .extracting(entry -> entry.path() + " " + Integer.toOctalString(entry.mode()))
                .containsExactly("/app 755", "/app/serve 755", "/data.txt 644", "/schön 644");
        assertThat(fromJar).isEqualTo(build(folder.resolve("classes")));
    }

    @Test
    void filesOfAJarWithoutPermissionsAreNotExecutable() throws IOException {
        Path jar = jar("plain.jar", Map.of(), web -> Files.writeString(web.resolve("data.txt"), "data"));

        assertThat(build(jar).filesystem().entries())
                .extracting(entry -> entry.path() + " " + Integer.toOctalString(entry.mode()))
                .containsExactly("/data.txt 644");
    }

    @Test
    void opensAJarOnce() throws IOException {
        Path jar = jar("once.jar", Map.of(), ClassPathResourcesTest::fillPlainly);

        FileSystem opened;
        try (ClassPathResources directories = new ClassPathResources();
                URLClassLoader loader = loader(jar)) {
            opened = directories.directory(WEB, loader).getFileSystem();
            assertThat(directories.directory(WEB, loader).getFileSystem()).isSameAs(opened);
        }

        assertThat(opened.isOpen()).isFalse();
    }

    @Test
    void refusesAnEmptyDirectory() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("classes/images/web"));

        assertFails(
                folder.resolve("classes"),
                "the resource directory \"images/web\" is empty (file:" + empty
                        + "). Put files there, or leave it out");
    }

    @Test
    void listsWhatIsNearbyInJarsAndFolders() throws IOException {
        Files.createDirectories(folder.resolve("classes/images/db"));
        Path jar = jar("nearby.jar", Map.of(), web -> Files.createDirectories(web.resolveSibling("cache")));

        try (ClassPathResources directories = new ClassPathResources();
                URLClassLoader loader = loader(folder.resolve("classes"), jar)) {
            assertThatThrownBy(() -> directories.directory(ResourceName.parse("images/wbe"), loader))
                    .hasMessage("no resource \"images/wbe\" on the class path. Under \"images/\": cache, db, web.");
        }
    }

    @Test
    void listsNoMoreThanCanBeRead() throws IOException {
        for (int i = 0; i < 12; i++) {
            Files.createDirectories(folder.resolve("classes/images/web" + (char) ('a' + i)));
        }

        assertFails(
                folder.resolve("classes"),
                "no resource \"images/web\" on the class path. Under \"images/\": weba, webb, webc, webd, webe, webf, "
                        + "webg, webh, webi, webj and 2 more.");
    }

    @Test
    void listsTheRootWhenNothingIsNear() throws IOException {
        Files.createDirectories(folder.resolve("classes/other"));

        assertFails(folder.resolve("classes"), "no resource \"images/web\" on the class path. At its root: other.");
    }

    private static void assertFails(Path classPath, String message) throws IOException {
        try (ClassPathResources directories = new ClassPathResources();
                URLClassLoader loader = loader(classPath)) {
            assertThatThrownBy(() -> directories.directory(WEB, loader))
                    .isInstanceOf(IOException.class)
                    .hasMessage(message);
        }
    }

    private Image build(Path classPath) throws IOException {
        ImageBuilds builds =
                new ImageBuilds(BlobCache.at(folder.resolve("cache")), Dockdash::create, Platform.LINUX_AMD64);
        ImageDefinition definition = new ImageDefinition(
                "web",
                Optional.empty(),
                new ImageBase.Nothing(),
                List.of(),
                new ImageContent(
                        Optional.empty(), List.of(LayerDefinition.ofRoot(WEB)), Compression.ZSTD, ImageSettings.NONE),
                Optional.empty());
        try (ClassPathResources directories = new ClassPathResources();
                URLClassLoader loader = loader(classPath)) {
            LayerFiles files = new LayerFiles(directories, loader, folder);
            List<LayerSource.Located> sources = List.of(new LayerSource.Directory(WEB).locate(files));
            return builds.build(definition, files, sources, Optional.empty()).main();
        }
    }

    private static URLClassLoader loader(Path... classPath) throws IOException {
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath[i].toUri().toURL();
        }
        return new URLClassLoader(urls, null);
    }

    private Path jar(String name, Map<String, String> options, Filling filling) throws IOException {
        Path jar = folder.resolve(name);
        Map<String, String> all = new java.util.HashMap<>(options);
        all.put("create", "true");
        try (FileSystem zip = FileSystems.newFileSystem(jar, all)) {
            filling.fill(Files.createDirectories(zip.getPath("/images/web")));
        }
        return jar;
    }

    /** Puts files into a directory. */
    private interface Filling {

        void fill(Path directory) throws IOException;
    }

    private static void fillPlainly(Path web) throws IOException {
        Files.writeString(web.resolve("data.txt"), "data");
    }

    private static void fill(Path web) throws IOException {
        Files.writeString(web.resolve("data.txt"), "data");
        Files.setPosixFilePermissions(web.resolve("data.txt"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(web.resolve("schön"), "nice");
        Files.setPosixFilePermissions(web.resolve("schön"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createDirectory(web.resolve("app"));
        Files.writeString(web.resolve("app/serve"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(web.resolve("app/serve"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
