package dev.dockdash.junit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A name with a value, as annotations give it in one string.
 *
 * @param name the part before the first {@code =}
 * @param value the part after it
 */
record Setting(String name, String value) {

    /**
     * Parses settings of one attribute and keeps their order.
     *
     * @throws IllegalArgumentException if one has no {@code =} or a blank name, or two have the same name
     */
    static List<Setting> parseAll(String attribute, String... texts) {
        List<Setting> settings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String text : texts) {
            Setting setting = parse(attribute, text);
            if (!names.add(setting.name())) {
                throw new IllegalArgumentException(
                        "Invalid " + attribute + " \"" + text + "\": " + setting.name() + " is there already");
            }
            settings.add(setting);
        }
        return List.copyOf(settings);
    }

    private static Setting parse(String attribute, String text) {
        int equals = text.indexOf('=');
        if (equals < 0 || text.substring(0, equals).isBlank()) {
            throw new IllegalArgumentException("Invalid " + attribute + " \"" + text + "\": expected name=value");
        }
        return new Setting(text.substring(0, equals), text.substring(equals + 1));
    }
}
