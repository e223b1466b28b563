package dev.dockdash.junit;

import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the config and manifest of an image shall say; empty where nothing is asked for.
 *
 * @param entrypoint the entry point
 * @param cmd the command
 * @param env environment variables in their order
 * @param labels labels
 * @param annotations annotations of the manifest
 * @param exposedPorts ports
 * @param volumes volumes
 * @param user the user
 * @param workingDir the working directory
 */
record ImageSettings(
        List<String> entrypoint,
        List<String> cmd,
        List<Setting> env,
        List<Setting> labels,
        List<Setting> annotations,
        List<String> exposedPorts,
        List<String> volumes,
        String user,
        String workingDir) {

    /** Nothing asked for. */
    static final ImageSettings NONE =
            new ImageSettings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", "");

    /** Copies the lists. */
    ImageSettings {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        env = List.copyOf(env);
        labels = List.copyOf(labels);
        annotations = List.copyOf(annotations);
        exposedPorts = List.copyOf(exposedPorts);
        volumes = List.copyOf(volumes);
    }

    /**
     * Returns the settings of an annotation.
     *
     * @throws IllegalArgumentException if an image cannot have them
     */
    static ImageSettings of(BuildImage annotation) {
        ImageSettings settings = new ImageSettings(
                List.of(annotation.entrypoint()),
                List.of(annotation.cmd()),
                Setting.parseAll("env", annotation.env()),
                Setting.parseAll("label", annotation.labels()),
                Setting.parseAll("annotation", annotation.annotations()),
                List.of(annotation.exposedPorts()),
                List.of(annotation.volumes()),
                annotation.user(),
                annotation.workingDir());
        settings.applyTo(Image.scratch());
        return settings;
    }

    /** Returns the attributes that ask for something. */
    List<String> attributes() {
        Map<String, Boolean> asked = new LinkedHashMap<>();
        asked.put("entrypoint", !entrypoint.isEmpty());
        asked.put("cmd", !cmd.isEmpty());
        asked.put("env", !env.isEmpty());
        asked.put("labels", !labels.isEmpty());
        asked.put("annotations", !annotations.isEmpty());
        asked.put("exposedPorts", !exposedPorts.isEmpty());
        asked.put("volumes", !volumes.isEmpty());
        asked.put("user", !user.isEmpty());
        asked.put("workingDir", !workingDir.isEmpty());
        asked.values().removeIf(isAsked -> !isAsked);
        return List.copyOf(asked.keySet());
    }

    /**
     * Applies all that is asked for.
     *
     * @throws IllegalArgumentException if an image cannot have it
     */
    ImageBuilder applyTo(ImageBuilder image) {
        if (!entrypoint.isEmpty()) {
            image.entrypoint(entrypoint.toArray(String[]::new));
        }
        if (!cmd.isEmpty()) {
            image.cmd(cmd.toArray(String[]::new));
        }
        if (!user.isEmpty()) {
            image.user(user);
        }
        if (!workingDir.isEmpty()) {
            image.workingDir(workingDir);
        }
        env.forEach(setting -> image.env(setting.name(), setting.value()));
        labels.forEach(setting -> image.label(setting.name(), setting.value()));
        annotations.forEach(setting -> image.annotation(setting.name(), setting.value()));
        exposedPorts.forEach(image::exposedPort);
        volumes.forEach(image::volume);
        return image;
    }
}
