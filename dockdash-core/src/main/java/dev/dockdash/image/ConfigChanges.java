package dev.dockdash.image;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an image's config says differently from its base's; fields that nobody names stay as they are. */
final class ConfigChanges {

    private static final String CREATED_BY = "dockdash";

    private final Map<String, String> env = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Set<String> exposedPorts = new LinkedHashSet<>();
    private final Set<String> volumes = new LinkedHashSet<>();
    private @Nullable List<String> entrypoint;
    private @Nullable List<String> cmd;
    private @Nullable String user;
    private @Nullable String workingDir;
    private Instant created = Instant.EPOCH;

    void entrypoint(List<String> newEntrypoint) {
        entrypoint = newEntrypoint;
    }

    void cmd(List<String> newCmd) {
        cmd = newCmd;
    }

    void env(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid name \"" + name + "\" of an environment variable: expected one without \"=\"");
        }
        env.put(name, value);
    }

    void user(String newUser) {
        requireNotBlank(newUser, "user", "a name or number, such as 1000:1000");
        user = newUser;
    }

    void workingDir(String directory) {
        workingDir = requireAbsolute(directory, "working directory");
    }

    void label(String name, String value) {
        requireNotBlank(name, "name of a label", "one such as org.opencontainers.image.title");
        labels.put(name, value);
    }

    void exposedPort(String port) {
        exposedPorts.add(Port.canonical(port));
    }

    void volume(String path) {
        volumes.add(requireAbsolute(path, "volume"));
    }

    void created(Instant time) {
        created = time;
    }

    /** Returns the config of an image with these layers on top of the base. */
    ImageConfig apply(Optional<Image> base, Optional<Platform> platform, List<Layer> added) {
        JsonObject old = base.map(image -> JsonObject.parse(image.config().toBytes(), "image config"))
                .orElseGet(() -> JsonObject.empty("image config"));
        JsonEditor json = old.edit().text("created", created.toString());
        if (base.isEmpty() || platform.isPresent()) {
            writePlatform(json, platform.orElse(Platform.LINUX_AMD64));
        }
        JsonObject execution = old.object("config").orElseGet(() -> JsonObject.empty("image config.config"));
        json.object("config", execution(execution));
        json.object("rootfs", rootFs(base, added));
        history(json, old, base, added);
        return ImageConfig.parse(json.build().toBytes());
    }

    private static void writePlatform(JsonEditor json, Platform platform) {
        json.text("architecture", platform.architecture()).text("os", platform.os());
        platform.variant().ifPresentOrElse(variant -> json.text("variant", variant), () -> json.remove("variant"));
        platform.osVersion()
                .ifPresentOrElse(version -> json.text("os.version", version), () -> json.remove("os.version"));
        json.texts("os.features", platform.osFeatures());
    }

    private JsonObject execution(JsonObject old) {
        JsonEditor json = old.edit();
        if (!env.isEmpty()) {
            json.texts("Env", mergedEnv(old.texts("Env")));
        }
        if (entrypoint != null) {
            json.texts("Entrypoint", entrypoint).remove("Cmd");
        }
        if (cmd != null) {
            json.texts("Cmd", cmd);
        }
        if (user != null) {
            json.text("User", user);
        }
        if (workingDir != null) {
            json.text("WorkingDir", workingDir);
        }
        if (!labels.isEmpty()) {
            Map<String, String> all = old.textMap("Labels");
            all.putAll(labels);
            json.textMap("Labels", all);
        }
        addKeys(json, old, "ExposedPorts", exposedPorts);
        addKeys(json, old, "Volumes", volumes);
        return json.build();
    }

    private static void addKeys(JsonEditor json, JsonObject old, String field, Set<String> added) {
        if (!added.isEmpty()) {
            Set<String> all = old.keys(field);
            all.addAll(added);
            json.keys(field, all);
        }
    }

    private List<String> mergedEnv(List<String> old) {
        Map<String, String> rest = new LinkedHashMap<>(env);
        List<String> merged = new ArrayList<>();
        for (String variable : old) {
            String name = variable.substring(0, variable.indexOf('=') < 0 ? variable.length() : variable.indexOf('='));
            if (!env.containsKey(name)) {
                merged.add(variable);
            } else if (rest.remove(name) != null) {
                merged.add(name + "=" + env.get(name));
            }
        }
        rest.forEach((name, value) -> merged.add(name + "=" + value));
        return merged;
    }

    private static JsonObject rootFs(Optional<Image> base, List<Layer> added) {
        List<String> diffIds = new ArrayList<>();
        base.ifPresent(image -> image.config().rootFs().diffIds().forEach(diffId -> diffIds.add(diffId.toString())));
        added.forEach(layer -> diffIds.add(layer.diffId().toString()));
        JsonEditor json = JsonObject.empty("rootfs").edit().text("type", "layers");
        return (diffIds.isEmpty() ? json.objects("diff_ids", List.of()) : json.texts("diff_ids", diffIds)).build();
    }

    /** A base whose history does not tell of each of its layers cannot be continued: a wrong history is worse than none. */
    private void history(JsonEditor json, JsonObject old, Optional<Image> base, List<Layer> added) {
        long told = base.map(image -> image.config().history().stream()
                        .filter(entry -> !entry.emptyLayer())
                        .count())
                .orElse(0L);
        if (told != base.map(image -> image.layers().size()).orElse(0)) {
            return;
        }
        List<JsonObject> entries = new ArrayList<>(old.objects("history"));
        added.forEach(layer -> entries.add(JsonObject.empty("history")
                .edit()
                .text("created", created.toString())
                .text("created_by", CREATED_BY)
                .build()));
        if (!entries.isEmpty()) {
            json.objects("history", entries);
        }
    }

    private static String requireAbsolute(String path, String what) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid " + what + " \"" + path.replace('\0', '?') + "\": expected an absolute path");
        }
        return path;
    }

    private static void requireNotBlank(String text, String what, String expected) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("Invalid " + what + " \"" + text + "\": expected " + expected);
        }
    }
}
