package dev.dockdash.archive;

import dev.dockdash.image.Image;
import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image that a Docker daemon has.
 *
 * @param daemon whom to ask
 * @param name the name that the daemon knows it by
 */
record DaemonOrigin(DockerDaemon daemon, String name) implements Origin {

    private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}");

    /**
     * Returns the name by which a daemon gives one image, and not a whole repository.
     *
     * @throws IllegalArgumentException if it is neither a reference nor an ID
     */
    static String name(String reference) {
        return ID.matcher(reference).matches()
                ? reference
                : ImageReference.parse(reference).toFamiliarString();
    }

    @Override
    public Image load(Reading reading) throws IOException {
        Path tar;
        try (InputStream answer = daemon.get(path(reading.choice().platform()), "the image " + name)) {
            tar = new Unpacking(reading.cache(), reading.limits()).store(answer, toString());
        }
        TarArchive archive = TarArchive.read(() -> Files.newByteChannel(tar), toString());
        return FileOrigin.load(archive, reading);
    }

    /** Daemons that do not know the parameter leave it, and have one platform of an image only. */
    private String path(Optional<Platform> platform) {
        String path = "/images/" + encoded(name) + "/get";
        return platform.map(wanted -> path + "?platform=" + encoded(json(wanted)))
                .orElse(path);
    }

    private static String json(Platform platform) {
        JsonEditor json = JsonObject.empty("platform")
                .edit()
                .text("os", platform.os())
                .text("architecture", platform.architecture());
        platform.variant().ifPresent(variant -> json.text("variant", variant));
        return json.build().toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }

    @Override
    public String toString() {
        return name + " of the Docker daemon at " + daemon;
    }
}
