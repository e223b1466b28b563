package dev.dockdash.junit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Properties;
import java.util.stream.Stream;

/** The names of configuration parameters that can be listed; JUnit does not tell those that a build gives to it. */
final class ConfigurationNames {

    private static final String FILE = "junit-platform.properties";

    private ConfigurationNames() {}

    /** Returns those of system properties and of the file that JUnit reads from the class path. */
    static Stream<String> of(Properties system, ClassLoader loader) {
        return Stream.concat(system.stringPropertyNames().stream(), ofFile(loader).stringPropertyNames().stream());
    }

    private static Properties ofFile(ClassLoader loader) {
        Properties properties = new Properties();
        URL file = loader.getResource(FILE);
        if (file == null) {
            return properties;
        }
        try (InputStream in = file.openStream()) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            System.getLogger(ConfigurationNames.class.getName())
                    .log(System.Logger.Level.DEBUG, () -> file + " cannot be read, and JUnit says so too", e);
        }
        return properties;
    }
}
