package dev.dockdash.assertj;

import java.io.IOException;
import java.util.List;

/**
 * What an image should be like so that it is safe and tidy; dockle's checkpoints with the same meaning stand beside.
 *
 * @see LintProfile
 */
public enum LintRule {
    /** Processes run as another user than root, who is one of the image (CIS-DI-0001). */
    RUNS_AS_NON_ROOT("image to run as another user than root"),
    /** The program that is started exists, and so does the interpreter that its first line names. */
    ENTRYPOINT_EXISTS("entry point to exist"),
    /** The user of the image may execute the program that is started. */
    ENTRYPOINT_IS_EXECUTABLE_BY_USER("entry point to be executable by the image's user"),
    /** A health check is set (CIS-DI-0006). */
    HAS_HEALTHCHECK("a health check"),
    /** The reference has a tag other than {@code latest} (DKL-DI-0006); nothing is said of an image without one. */
    NOT_LATEST_TAG("another tag than latest"),
    /** No file gives its owner's or group's rights to who runs it (CIS-DI-0008). */
    NO_SETUID_FILES("no setuid or setgid files"),
    /** Nothing may be written by everybody, except in directories with the sticky bit. */
    NO_WORLD_WRITABLE_FILES("no world-writable files"),
    /** No secrets in any layer, also deleted ones, in the environment or in the history (CIS-DI-0010). */
    NO_SECRETS("no secrets"),
    /** Each account has a password or none can be used (DKL-LI-0001). */
    NO_EMPTY_PASSWORDS("no empty passwords"),
    /** No two users and no two groups have one number or one name (DKL-LI-0002). */
    UNIQUE_IDS("unique names and numbers of users and groups"),
    /** No files of apt, apk, yum, dnf, pip or npm that only speed up the next installation (DKL-DI-0005). */
    NO_PACKAGE_MANAGER_CACHE("no caches of package managers"),
    /** No sudo, neither installed nor used (DKL-DI-0001). */
    NO_SUDO("no sudo"),
    /** No volumes at places of the system (DKL-DI-0002). */
    NO_SENSITIVE_VOLUMES("no volumes at places of the system"),
    /** No files that are there by accident: {@code .git}, {@code Dockerfile} and the like (DKL-LI-0003). */
    NO_STRAY_FILES("no stray files"),
    /** No symbolic links that lead nowhere, except into what a runtime mounts, such as {@code /proc}. */
    NO_DANGLING_SYMLINKS("no dangling symbolic links");

    private final String wish;

    LintRule(String wish) {
        this.wish = wish;
    }

    /** Returns what is wanted, as messages say it. */
    String wish() {
        return wish;
    }

    /**
     * Returns what is not as it should be.
     *
     * @throws IOException if a layer cannot be read
     */
    List<LintFinding> find(LintedImage image) throws IOException {
        return switch (this) {
            case RUNS_AS_NON_ROOT -> StartRules.user(image);
            case ENTRYPOINT_EXISTS -> StartRules.existence(image);
            case ENTRYPOINT_IS_EXECUTABLE_BY_USER -> StartRules.access(image);
            case HAS_HEALTHCHECK -> StartRules.healthcheck(image);
            case NOT_LATEST_TAG -> StartRules.tag(image);
            case NO_SETUID_FILES -> image.files(FileRules::isSetuid);
            case NO_WORLD_WRITABLE_FILES -> image.files(FileRules::isWorldWritable);
            case NO_SECRETS -> SecretSearch.of(image.image(), image.context());
            case NO_EMPTY_PASSWORDS -> AccountRules.emptyPasswords(image);
            case UNIQUE_IDS -> AccountRules.duplicates(image);
            case NO_PACKAGE_MANAGER_CACHE -> image.files(FileRules::isCache);
            case NO_SUDO -> FileRules.sudo(image);
            case NO_SENSITIVE_VOLUMES -> FileRules.volumes(image);
            case NO_STRAY_FILES -> image.files(FileRules::isStray);
            case NO_DANGLING_SYMLINKS -> FileRules.danglingLinks(image);
        };
    }
}
