package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import dev.dockdash.oci.Platform;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The configuration parameters of JUnit that this extension reads.
 *
 * @param parameters looks up a parameter
 */
record Configuration(Function<String, Optional<String>> parameters) {

    private static final String COMPRESSION = "dockdash.compression";

    static Configuration of(ExtensionContext context) {
        return new Configuration(context::getConfigurationParameter);
    }

    /**
     * Returns the compression of layers whose annotation does not choose one.
     *
     * @throws ExtensionConfigurationException if there is no compression of that name
     */
    Compression compression() {
        return parameters.apply(COMPRESSION).map(Configuration::compression).orElse(Compression.ZSTD);
    }

    Platform platform() {
        return Platform.LINUX_AMD64;
    }

    private static Compression compression(String text) {
        List<Compression> all = Arrays.asList(Compression.values());
        return all.stream()
                .filter(compression -> compression.name().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(
                        () -> new ExtensionConfigurationException("Configuration parameter " + COMPRESSION + " is \""
                                + text + "\": expected one of " + all.toString().toLowerCase(Locale.ROOT)));
    }
}
