package dev.dockdash.junit;

import dev.dockdash.layer.Compression;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The configuration parameters of JUnit that this extension reads. */
final class Configuration {

    private static final String COMPRESSION = "dockdash.compression";

    private Configuration() {}

    /**
     * Returns the compression of layers whose annotation does not choose one.
     *
     * @throws ExtensionConfigurationException if there is no compression of that name
     */
    static Compression compression(ExtensionContext context) {
        return context.getConfigurationParameter(COMPRESSION)
                .map(Configuration::compression)
                .orElse(Compression.ZSTD);
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
