package dev.dockdash.assertj;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A listing that is kept in a file beside the tests, and written anew with {@code -Ddockdash.golden=update}.
 *
 * @param file the file
 * @param update whether to write it
 * @param ci whether this runs in continuous integration, where nothing may be written
 */
record GoldenListing(Path file, boolean update, boolean ci) {

    /** The system property that asks for an update. */
    static final String PROPERTY = "dockdash.golden";

    static GoldenListing of(Path file) {
        String ci = Optional.ofNullable(System.getenv("CI")).orElse("");
        return new GoldenListing(
                file, "update".equals(System.getProperty(PROPERTY)), !ci.isEmpty() && !ci.equals("false"));
    }

    /**
     * Returns the listing that is kept, after it was written if that is asked for.
     *
     * @throws IOException if the file cannot be read or written
     * @throws IllegalStateException if an update is asked for in continuous integration
     */
    Optional<String> keptOrUpdated(String current) throws IOException {
        if (update && ci) {
            throw new IllegalStateException("Refusing to update " + file + ": -D" + PROPERTY
                    + "=update is set but so is CI; update on your machine, look at the change and commit it");
        }
        if (update) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, current);
        }
        return Files.exists(file) ? Optional.of(Files.readString(file).replace("\r\n", "\n")) : Optional.empty();
    }
}
