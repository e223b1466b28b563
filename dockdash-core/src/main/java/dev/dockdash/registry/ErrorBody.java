package dev.dockdash.registry;

import dev.dockdash.internal.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import okhttp3.Response;

/** Reads what a registry says about an error. */
final class ErrorBody {

    private static final int MAX_SIZE = 64 * 1024;
    private static final int MAX_ERRORS = 10;
    private static final int MAX_TEXT = 200;

    private ErrorBody() {}

    /** Returns the errors in an answer; none when it has none that can be read. */
    static List<RegistryError> read(Response response, StallWatch watch) {
        try (InputStream in = new WatchedInputStream(response.body().byteStream(), watch)) {
            return JsonObject.parse(in.readNBytes(MAX_SIZE), "error answer").objects("errors").stream()
                    .limit(MAX_ERRORS)
                    .map(error -> new RegistryError(
                            shown(error.text("code").orElse("UNKNOWN")),
                            shown(error.text("message").orElse(""))))
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            // Proxies answer with pages of their own; the status says enough then.
            return List.of();
        }
    }

    private static String shown(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > MAX_TEXT ? printable.substring(0, MAX_TEXT) + "…" : printable;
    }
}
