package dev.dockdash.junit;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Names that are easily written instead of the right ones.
 *
 * <p>JUnit tells extensions the value of a name that they know, but not which names a build or a launcher gave it; so
 * these are asked for. They are few: a fresh JVM asks for them before its first image.
 */
final class Misspelling {

    private Misspelling() {}

    /** Returns names that no key has, each of which may have been meant for one. */
    static Set<String> all() {
        Set<String> names = new LinkedHashSet<>();
        for (ConfigurationKey key : ConfigurationKey.values()) {
            names.add(key.variable());
            addOtherPlaces(key.parameter(), names);
            addOtherStyles(key.parameter(), names);
            addSlips(key.parameter(), names);
        }
        for (ConfigurationKey key : ConfigurationKey.values()) {
            names.remove(key.parameter());
        }
        return names;
    }

    /** Adds the name under other prefixes, such as {@code dockdash.host}. */
    private static void addOtherPlaces(String name, Set<String> names) {
        String ownPart = name.substring(ConfigurationKey.PREFIX.length());
        String lastPart = ownPart.substring(ownPart.lastIndexOf('.') + 1);
        names.add(ConfigurationKey.PREFIX + lastPart);
        names.add(ConfigurationKey.PREFIX + "registry." + lastPart);
        names.add(ConfigurationKey.PREFIX + "junit." + ownPart);
        names.add("junit." + name);
        names.add("junit.jupiter." + name);
    }

    /** Adds the name in other styles, such as {@code dockdash.keepOnFailure}. */
    private static void addOtherStyles(String name, Set<String> names) {
        String ownPart = name.substring(ConfigurationKey.PREFIX.length());
        names.add(ConfigurationKey.PREFIX + camelCase(ownPart, false));
        names.add(ConfigurationKey.PREFIX + camelCase(ownPart, true));
        names.add(name.replace('-', '.'));
        names.add(name.replace('-', '_'));
        names.add(name.replace("-", ""));
        names.add(ConfigurationKey.PREFIX + ownPart.replace('.', '-'));
        names.add(name.replace('.', '-'));
        names.add(name.replace('.', '_').replace('-', '_'));
        names.add(name.toUpperCase(Locale.ROOT));
    }

    private static String camelCase(String name, boolean alsoDots) {
        StringBuilder joined = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            boolean separator = letter == '-' || (alsoDots && letter == '.');
            if (!separator) {
                joined.append(upper ? Character.toUpperCase(letter) : letter);
            }
            upper = separator;
        }
        return joined.toString();
    }

    /** Adds the plural, and the names with one letter missing, doubled, or before the one that it should follow. */
    private static void addSlips(String name, Set<String> names) {
        names.add(name + "s");
        for (int i = 0; i < name.length(); i++) {
            names.add(new StringBuilder(name).deleteCharAt(i).toString());
            names.add(new StringBuilder(name).insert(i, name.charAt(i)).toString());
            if (i > 0) {
                names.add(new StringBuilder(name)
                        .deleteCharAt(i)
                        .insert(i - 1, name.charAt(i))
                        .toString());
            }
        }
    }
}
