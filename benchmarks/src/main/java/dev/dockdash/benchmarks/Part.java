package dev.dockdash.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A part of a run. */
enum Part {
    BUILDS,
    MEMORY,
    REGISTRY,
    READING,
    JUNIT,
    ASSERTIONS,
    SCALING,
    JOURNEYS,
    JMH;

    /**
     * Returns the parts of a list such as {@code builds,registry}.
     *
     * @throws IllegalArgumentException if there is no part of such a name
     */
    static Set<Part> parse(String list) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : list.split(",", -1)) {
            parts.add(Arrays.stream(values())
                    .filter(part -> part.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Running parts of the benchmarks: expected some of "
                            + List.of(values()) + " but was \"" + name + "\"")));
        }
        return parts;
    }

    Measurement measurement() {
        return switch (this) {
            case BUILDS -> FixtureRun::measure;
            case MEMORY -> MemoryCheck::measure;
            case REGISTRY -> RegistryRun::measure;
            case READING -> ReadingRun::measure;
            case JUNIT -> JunitRun::measure;
            case ASSERTIONS -> AssertionsRun::measure;
            case SCALING -> ScalingRun::measure;
            case JOURNEYS -> JourneysRun::measure;
            case JMH -> JmhRun::measure;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
