package dev.dockdash.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What a JVM has done to load classes.
 *
 * @param classes how many it loaded
 * @param millis how long that took, one thread after another
 */
record ClassLoading(long classes, long millis) {

    /** The options of a JVM that {@link #now} needs. */
    static final List<String> OPTIONS = List.of("--add-exports=java.management/sun.management=ALL-UNNAMED");

    /**
     * Returns what this JVM has done.
     *
     * @throws IllegalStateException if the JVM does not tell
     */
    static ClassLoading now() {
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        try {
            Class<?> source = Class.forName("sun.management.ManagementFactoryHelper");
            Object bean = source.getMethod("getHotspotClassLoadingMBean").invoke(null);
            Object millis = Class.forName("sun.management.HotspotClassLoadingMBean")
                    .getMethod("getClassLoadingTime")
                    .invoke(bean);
            return new ClassLoading(classes, (long) millis);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Asking the JVM for the time of class loading: needs " + OPTIONS, e);
        }
    }

    /** Returns what was done since then. */
    ClassLoading since(ClassLoading before) {
        return new ClassLoading(classes - before.classes, millis - before.millis);
    }

    /** Reads what {@link #toString} wrote. */
    static ClassLoading parse(String text) {
        int space = text.indexOf(' ');
        return new ClassLoading(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
    }

    /** Returns both numbers with a space between them. */
    @Override
    public String toString() {
        return classes + " " + millis;
    }
}
