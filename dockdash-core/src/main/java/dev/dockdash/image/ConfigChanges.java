package dev.dockdash.image;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an image's config says differently from its base's; fields that nobody names stay as they are. */
final class ConfigChanges {

    private final ExecutionChanges execution = new ExecutionChanges();
    private final HistoryChanges history = new HistoryChanges();
    private Instant created = Instant.EPOCH;
    private @Nullable String author;
    private @Nullable Platform platform;

    /** Returns what changes in how a container runs. */
    ExecutionChanges execution() {
        return execution;
    }

    /** Returns what the history goes on with. */
    HistoryChanges history() {
        return history;
    }

    void created(Instant time) {
        created = time;
    }

    void author(String newAuthor) {
        author = newAuthor;
    }

    void platform(Platform newPlatform) {
        platform = newPlatform;
    }

    /** Returns the config of an image with these layers on top of the base. */
    ImageConfig apply(Optional<Image> base, List<Layer> added) {
        JsonObject old = base.map(image -> JsonObject.parse(image.config().toBytes(), "image config"))
                .orElseGet(() -> JsonObject.empty("image config"));
        JsonEditor json = old.edit().text("created", created.toString());
        if (author != null) {
            json.text("author", author);
        }
        if (platform != null) {
            write(json, platform);
        } else if (base.isEmpty()) {
            write(json, Platform.standard());
        }
        json.object("config", execution.apply(part(old, "config")));
        json.object("rootfs", rootFs(part(old, "rootfs"), added));
        history.apply(json, old, base, created, Optional.ofNullable(author));
        return ImageConfig.parse(json.build().toBytes());
    }

    private static void write(JsonEditor json, Platform platform) {
        json.text("architecture", platform.architecture()).text("os", platform.os());
        platform.variant().ifPresentOrElse(variant -> json.text("variant", variant), () -> json.remove("variant"));
        platform.osVersion()
                .ifPresentOrElse(version -> json.text("os.version", version), () -> json.remove("os.version"));
        json.texts("os.features", platform.osFeatures());
    }

    private static JsonObject part(JsonObject config, String field) {
        return config.object(field).orElseGet(() -> JsonObject.empty("image config." + field));
    }

    private static JsonObject rootFs(JsonObject old, List<Layer> added) {
        List<String> diffIds = new ArrayList<>(old.texts("diff_ids"));
        added.forEach(layer -> diffIds.add(layer.diffId().toString()));
        return old.edit().text("type", "layers").allTexts("diff_ids", diffIds).build();
    }
}
