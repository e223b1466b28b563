package dev.dockdash.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.List;

/** The rules of the image specification as schemas, and a validator that knows nothing of images. */
final class Schemas {

    private static final String ROOT = "https://dockdash.dev/schema/";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(ROOT, "classpath:schema/")));

    private Schemas() {}

    /**
     * Returns what of a document breaks a schema, empty if nothing does.
     *
     * @param schema the name of the schema's file without its ending
     */
    static List<String> problems(String schema, JsonNode document) {
        return FACTORY
                .getSchema(SchemaLocation.of(ROOT + schema + ".json"))
                .validate(document, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    static List<String> problems(String schema, byte[] document) throws IOException {
        return problems(schema, MAPPER.readTree(document));
    }

    static JsonNode parse(byte[] document) throws IOException {
        return MAPPER.readTree(document);
    }
}
