package dev.dockdash.archive;

import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of an archive, written as text and bytes and not by the code under test. */
final class ImageFiles {

    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";
    static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A tar with one file, {@code /name} with its name in it. */
    static byte[] layer(String name) {
        return new RawTar().file(name, name).bytes();
    }

    static String config(String platform, byte[]... tars) {
        String[] parts = platform.split("/", -1);
        String variant = parts.length > 2 ? ",\"variant\":\"" + parts[2] + "\"" : "";
        String ids = Stream.of(tars).map(tar -> "\"" + Digest.of(tar) + "\"").collect(Collectors.joining(","));
        return "{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1] + "\"" + variant
                + ",\"config\":{\"User\":\"ada\"},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + ids + "]}}";
    }

    ImageFiles file(String name, byte... content) {
        files.put(name, content);
        return this;
    }

    ImageFiles file(String name, String content) {
        return file(name, bytes(content));
    }

    ImageFiles remove(String name) {
        files.remove(name);
        return this;
    }

    /** Adds a blob and returns the start of its descriptor, to which fields can be added before it is closed. */
    String blob(String type, byte... content) {
        file("blobs/sha256/" + Digest.of(content).hex(), content);
        return descriptor(type, content);
    }

    String blob(String type, String content) {
        return blob(type, bytes(content));
    }

    static String descriptor(String type, byte... content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.of(content) + "\",\"size\":" + content.length;
    }

    static String manifest(String config, String... layers) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":" + config + "},\"layers\":["
                + Stream.of(layers).map(layer -> layer + "}").collect(Collectors.joining(",")) + "]}";
    }

    static String index(String... descriptors) {
        return "{\"schemaVersion\":2,\"manifests\":["
                + Stream.of(descriptors).map(descriptor -> descriptor + "}").collect(Collectors.joining(",")) + "]}";
    }

    static String platform(String platform) {
        String[] parts = platform.split("/", -1);
        String variant = parts.length > 2 ? ",\"variant\":\"" + parts[2] + "\"" : "";
        return ",\"platform\":{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1] + "\"" + variant + "}";
    }

    static String name(String name) {
        return ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + name + "\"}";
    }

    /** Adds an image of uncompressed layers and returns the start of its manifest's descriptor. */
    String image(String platform, byte[]... tars) {
        List<String> layers = new ArrayList<>();
        for (byte[] tar : tars) {
            layers.add(blob(LAYER, tar));
        }
        String config = blob(CONFIG, config(platform, tars));
        return blob(MANIFEST, manifest(config, layers.toArray(String[]::new)));
    }

    ImageFiles layout(String... descriptors) {
        return file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}").file("index.json", index(descriptors));
    }

    byte[] tar() {
        RawTar tar = new RawTar();
        files.forEach((name, content) -> tar.add(name, '0', content, header -> {}));
        return tar.bytes();
    }

    Path tar(Path file) throws IOException {
        return Files.write(file, tar());
    }

    Path directory(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        return folder;
    }
}
