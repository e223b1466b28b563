package dev.dockdash.image;

import dev.dockdash.internal.json.JsonEditor;
import dev.dockdash.internal.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps that continue the history of a base, with and without a layer, in their order. */
final class HistoryChanges {

    private final List<Step> steps = new ArrayList<>();

    private record Step(String createdBy, boolean emptyLayer) {}

    void layer(String createdBy) {
        steps.add(new Step(createdBy, false));
    }

    void emptyLayer(String createdBy) {
        steps.add(new Step(createdBy, true));
    }

    /**
     * Writes the history of the base, then the steps.
     *
     * <p>A base whose history does not tell of each of its layers cannot be continued: a wrong history is worse than
     * none.
     */
    void apply(JsonEditor json, JsonObject old, Optional<Image> base, Instant created, Optional<String> author) {
        List<JsonObject> entries = new ArrayList<>(old.objects("history"));
        long told = entries.stream().filter(entry -> !entry.flag("empty_layer")).count();
        if (told != base.map(image -> image.layers().size()).orElse(0)) {
            return;
        }
        steps.forEach(step -> entries.add(entry(step, created, author)));
        if (!entries.isEmpty()) {
            json.objects("history", entries);
        }
    }

    private static JsonObject entry(Step step, Instant created, Optional<String> author) {
        JsonEditor json = JsonObject.empty("history")
                .edit()
                .text("created", created.toString())
                .text("created_by", step.createdBy());
        author.ifPresent(name -> json.text("author", name));
        if (step.emptyLayer()) {
            json.flag("empty_layer", true);
        }
        return json.build();
    }
}
