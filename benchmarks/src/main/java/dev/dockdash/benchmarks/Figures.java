package dev.dockdash.benchmarks;

import java.util.Locale;

/** Numbers as the tables show them. */
final class Figures {

    private static final int THOUSAND = 1000;
    private static final double MEGA = 1e6;

    private Figures() {}

    /** Returns a duration in milliseconds, with three digits where it has them. */
    static String millis(double seconds) {
        double millis = seconds * THOUSAND;
        if (millis >= 100) {
            return String.format(Locale.ROOT, "%.0f", millis);
        }
        return String.format(Locale.ROOT, millis >= 10 ? "%.1f" : "%.3f", millis);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio >= 100 ? "%.0fx" : "%.2fx", ratio);
    }

    static String number(double number) {
        return String.format(Locale.ROOT, number >= 100 ? "%.0f" : "%.2f", number);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / MEGA);
    }
}
