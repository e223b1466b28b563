package dev.dockdash.assertj;

import dev.dockdash.image.FileEntry;
import dev.dockdash.oci.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Lint rules about files. */
final class FileRules {

    private static final int SETUID_OR_SETGID = 06000;
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_OTHERS = 0002;

    private static final PathGlobs CACHES = PathGlobs.of(
            "/var/lib/apt/lists/**",
            "/var/cache/apt/**",
            "/var/cache/apk/**",
            "/var/cache/yum/**",
            "/var/cache/dnf/**",
            "/var/cache/libdnf5/**",
            "**/.cache/pip/**",
            "**/.npm/_cacache/**");

    private static final PathGlobs STRAY = PathGlobs.of(
            "**/.git", "**/.svn", "**/.DS_Store", "**/Dockerfile", "**/docker-compose.yml", "**/docker-compose.yaml");

    private static final PathGlobs SUDO = PathGlobs.of("{bin,sbin}/sudo", "usr/{bin,sbin}/sudo", "usr/local/bin/sudo");

    private static final Pattern SUDO_COMMAND = Pattern.compile("(^|[\\s;&|(])sudo\\s");

    private static final Set<String> SYSTEM =
            Set.of("/", "/bin", "/boot", "/dev", "/etc", "/lib", "/proc", "/sys", "/usr");

    /** What a runtime puts there, an image need not have. */
    private static final PathGlobs MOUNTED = PathGlobs.of("/proc/**", "/dev/**", "/sys/**", "/run/**", "/var/run/**");

    private FileRules() {}

    static boolean isSetuid(FileEntry entry) {
        return entry.isRegularFile() && (entry.mode() & SETUID_OR_SETGID) != 0;
    }

    static boolean isWorldWritable(FileEntry entry) {
        boolean guarded = entry.isDirectory() && (entry.mode() & STICKY) != 0;
        return (entry.isRegularFile() || entry.isDirectory()) && !guarded && (entry.mode() & WRITABLE_BY_OTHERS) != 0;
    }

    static boolean isCache(FileEntry entry) {
        return entry.isRegularFile() && entry.size() > 0 && CACHES.match(entry.path());
    }

    static boolean isStray(FileEntry entry) {
        return STRAY.match(entry.path());
    }

    static List<LintFinding> sudo(LintedImage image) {
        List<LintFinding> findings = new ArrayList<>(image.files(entry -> SUDO.match(entry.path())));
        List<History> history = image.image().config().history();
        for (int i = 0; i < history.size(); i++) {
            String command = history.get(i).createdBy().orElse("");
            if (SUDO_COMMAND.matcher(command).find()) {
                findings.add(new LintFinding("history:" + i, "history " + i + ": " + Context.onOneLine(command)));
            }
        }
        return findings;
    }

    static List<LintFinding> volumes(LintedImage image) {
        return image.image().config().volumes().stream()
                .map(CanonicalPath::ofEntry)
                .filter(SYSTEM::contains)
                .map(path -> new LintFinding(path, path))
                .toList();
    }

    static List<LintFinding> danglingLinks(LintedImage image) {
        return image.files(entry -> entry.isSymbolicLink()
                && !MOUNTED.match(target(entry))
                && image.filesystem().resolve(entry.path()).isEmpty());
    }

    /** Returns where a link leads, by its text alone. */
    private static String target(FileEntry link) {
        String target = link.linkTarget().orElse("");
        return CanonicalPath.normalized(
                target.startsWith("/") ? target : CanonicalPath.parent(link.path()) + "/" + target);
    }
}
