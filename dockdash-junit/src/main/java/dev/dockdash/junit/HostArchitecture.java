package dev.dockdash.junit;

/** Names architectures as images do. */
final class HostArchitecture {

    private HostArchitecture() {}

    /** Returns the architecture that Java calls so. */
    static String of(String javaName) {
        return switch (javaName) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86", "i386" -> "386";
            default -> javaName;
        };
    }
}
