package dev.dockdash.registry;

import java.io.PrintStream;
import java.util.Locale;

/** Draws an operation as one line of a terminal, again and again, and leaves it there at the end. */
final class ProgressLine implements ProgressListener {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final String TO_START_AND_CLEAR = "\r\u001b[K";

    private final PrintStream terminal;

    ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void changed(Progress progress) {
        String end = progress.finished() ? System.lineSeparator() : "";
        terminal.print(TO_START_AND_CLEAR + describe(progress) + end);
        terminal.flush();
    }

    static String describe(Progress progress) {
        return progress.operation() + ": " + progress.blobsDone() + "/" + progress.blobsToDo() + " blobs, "
                + bytes(progress.bytesDone()) + "/" + bytes(progress.bytesToDo());
    }

    private static String bytes(long count) {
        double value = count;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}
