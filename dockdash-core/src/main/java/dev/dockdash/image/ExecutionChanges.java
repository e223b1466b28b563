package dev.dockdash.image;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import dev.dockdash.oci.Healthcheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the part of a config that tells how a container runs says differently from the base's; fields that nobody names
 * stay as they are.
 */
final class ExecutionChanges {

    private static final Set<String> NO_TRIGGERS = Set.of("ONBUILD", "FROM", "MAINTAINER");

    private final Map<String, String> env = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Set<String> exposedPorts = new LinkedHashSet<>();
    private final Set<String> volumes = new LinkedHashSet<>();
    private final SortedMap<String, List<String>> lists = new TreeMap<>();
    private final SortedMap<String, String> texts = new TreeMap<>();
    private @Nullable Healthcheck healthcheck;

    void entrypoint(List<String> entrypoint) {
        lists.put("Entrypoint", entrypoint);
    }

    void cmd(List<String> cmd) {
        lists.put("Cmd", cmd);
    }

    void shell(List<String> shell) {
        lists.put("Shell", shell);
    }

    void onBuild(List<String> instructions) {
        instructions.forEach(ExecutionChanges::requireTrigger);
        lists.put("OnBuild", instructions);
    }

    void env(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid name \"" + name + "\" of an environment variable: expected one without \"=\"");
        }
        env.put(name, value);
    }

    void user(String user) {
        texts.put("User", requireNotBlank(user, "user", "a name or number, such as 1000:1000"));
    }

    void workingDir(String directory) {
        texts.put("WorkingDir", requireAbsolute(directory, "working directory"));
    }

    void stopSignal(String signal) {
        texts.put("StopSignal", Signal.canonical(signal));
    }

    void healthcheck(Healthcheck newHealthcheck) {
        HealthcheckField.validate(newHealthcheck);
        healthcheck = newHealthcheck;
    }

    void label(String name, String value) {
        labels.put(requireNotBlank(name, "name of a label", "one such as org.opencontainers.image.title"), value);
    }

    void exposedPort(String port) {
        exposedPorts.add(Port.canonical(port));
    }

    void volume(String path) {
        volumes.add(requireAbsolute(path, "volume"));
    }

    /** Returns the base's part with these changes. */
    JsonObject apply(JsonObject old) {
        JsonEditor json = old.edit();
        if (!env.isEmpty()) {
            json.texts("Env", mergedEnv(old.texts("Env")));
        }
        if (lists.containsKey("Entrypoint")) {
            json.remove("Cmd");
        }
        lists.forEach(json::texts);
        texts.forEach(json::text);
        if (!labels.isEmpty()) {
            Map<String, String> all = old.textMap("Labels");
            all.putAll(labels);
            json.textMap("Labels", all);
        }
        addKeys(json, old, "ExposedPorts", exposedPorts);
        addKeys(json, old, "Volumes", volumes);
        if (healthcheck != null) {
            json.object("Healthcheck", HealthcheckField.write(healthcheck));
        }
        return json.build();
    }

    private static void addKeys(JsonEditor json, JsonObject old, String field, Collection<String> added) {
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

    private static String requireAbsolute(String path, String what) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "Invalid " + what + " \"" + path.replace('\0', '?') + "\": expected an absolute path");
        }
        return path;
    }

    static String requireNotBlank(String text, String what, String expected) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("Invalid " + what + " \"" + text + "\": expected " + expected);
        }
        return text;
    }

    /** Builders refuse to run these at the start of another build. */
    private static void requireTrigger(String instruction) {
        String keyword = instruction.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        if (keyword.isEmpty() || NO_TRIGGERS.contains(keyword)) {
            throw new IllegalArgumentException("Invalid onBuild instruction \"" + instruction
                    + "\": expected one of a Dockerfile other than ONBUILD, FROM and MAINTAINER, such as RUN make");
        }
    }
}
