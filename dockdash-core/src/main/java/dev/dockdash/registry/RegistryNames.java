package dev.dockdash.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The names under which one registry goes: Docker Hub has four. */
final class RegistryNames {

    /** The name under which docker login keeps credentials for Docker Hub. */
    static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

    private static final List<String> DOCKER_HUB =
            List.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");
    private static final String DEFAULT_PORT = ":443";

    private RegistryNames() {}

    /** Returns the names of a registry, in lower case. */
    static List<String> of(String registry) {
        String name = withoutDefaultPort(registry.toLowerCase(Locale.ROOT));
        return DOCKER_HUB.contains(name) ? DOCKER_HUB : List.of(name, name + DEFAULT_PORT);
    }

    static boolean areSame(String a, String b) {
        return !Collections.disjoint(of(hostOf(a)), of(hostOf(b)));
    }

    static boolean isDockerHub(String registry) {
        return DOCKER_HUB.contains(registry.toLowerCase(Locale.ROOT));
    }

    /** Returns the host and port of a key, which may be a URL: {@code https://index.docker.io/v1/}. */
    static String hostOf(String key) {
        String rest = withoutScheme(key);
        int slash = rest.indexOf('/');
        return (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
    }

    /** Returns the keys under which containers files keep credentials for a repository, the most specific first. */
    static List<String> pathKeys(String registry, String repository) {
        List<String> keys = new ArrayList<>();
        String path = repository;
        while (!path.isEmpty()) {
            for (String name : of(registry)) {
                keys.add(name + "/" + path);
            }
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
        keys.addAll(of(registry));
        return keys;
    }

    private static String withoutScheme(String key) {
        int scheme = key.indexOf("://");
        return scheme < 0 ? key : key.substring(scheme + "://".length());
    }

    private static String withoutDefaultPort(String name) {
        return name.endsWith(DEFAULT_PORT) ? name.substring(0, name.length() - DEFAULT_PORT.length()) : name;
    }
}
