package dev.dockdash.assertj;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML as the same tree that JSON has; snakeyaml-engine reads it, which is an optional dependency. */
final class YamlText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private YamlText() {}

    /**
     * Returns what a document says.
     *
     * @throws IllegalArgumentException if it is no YAML
     * @throws IllegalStateException if snakeyaml-engine is not on the class path
     */
    static JsonNode parse(String text, String what) {
        try {
            return MAPPER.valueToTree(Engine.load(text, what));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Reading " + what + " needs YAML: add org.snakeyaml:snakeyaml-engine to the class path", e);
        }
    }

    /** All that names classes of snakeyaml-engine, which the JVM looks for when this class is used. */
    private static final class Engine {

        static Object load(String text, String what) {
            try {
                return new Load(LoadSettings.builder().setLabel(what).build()).loadFromString(text);
            } catch (YamlEngineException e) {
                throw new IllegalArgumentException("Invalid YAML in " + what + ": " + e.getMessage(), e);
            }
        }
    }
}
