package dev.dockdash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryReportTest {

    private static final ProcessUse USE = new ProcessUse(6, 4);

    @Test
    void figuresAtTheBoundHold() {
        assertThat(new RegistryReport(result(1.6, 1, List.of(), 0.03, 0.0003)).targets())
                .extracting(Target::what, Target::expected, Target::actual, Target::held)
                .containsExactly(
                        tuple("embedded registry, push, dockdash / SHA-256 and write", "at most 1.60x", "1.60x", true),
                        tuple("embedded registry, pull, dockdash / SHA-256 and write", "at most 1.60x", "1.60x", true),
                        tuple("docker-registry, push, Jib / ours", "at least 1.00x", "1.00x", true),
                        tuple("docker-registry, pull, Jib / ours", "at least 1.00x", "1.00x", true),
                        tuple("embedded registry, start to first answer", "at most 30.0 ms", "30.0 ms", true),
                        tuple("embedded registry, small GET", "at most 0.300 ms", "0.300 ms", true),
                        tuple("pushed and pulled, both ends with -Xmx96m", "ok", "ok", true),
                        tuple(
                                "1000 images pushed and pulled by 8 threads",
                                "no error, nothing left over",
                                "no error, threads 6 and 6, descriptors 4 and 4",
                                true));
    }

    @Test
    void figuresBeyondTheBoundDoNotHold() {
        assertThat(new RegistryReport(result(1.61, 0.99, List.of(), 0.031, 0.00031)).targets())
                .filteredOn(target -> !target.held())
                .hasSize(6);
    }

    @Test
    void missingProgramDoesNotHold() {
        assertThat(new RegistryReport(result(1, 1, List.of("skopeo"), 0.01, 0.0001)).targets())
                .filteredOn(target -> !target.held())
                .extracting(Target::what)
                .containsExactly("skopeo");
    }

    /** With a floor of one second, and transfers to docker-registry that take us one second. */
    private static RegistryResult result(double own, double peer, List<String> missing, double start, double get) {
        Map<String, Samples> docker = new LinkedHashMap<>();
        docker.put("push, dockdash", samples(1));
        docker.put("push, Jib", samples(peer));
        docker.put("pull, dockdash", samples(1));
        docker.put("pull, Jib", samples(peer));
        return new RegistryResult(
                1_000_000,
                Map.of(HashAndWrite.NAME, samples(1), "push, dockdash", samples(own), "pull, dockdash", samples(own)),
                docker,
                missing,
                Map.of(RegistryStart.NAME, samples(start), SmallGet.NAME, samples(get)),
                new MemoryCheck.Result(MemoryCheck.OK, 1, 1, 1),
                new ManyImages.Result("", 1, 1, USE, USE));
    }

    private static Samples samples(double seconds) {
        return new Samples(List.of(seconds));
    }
}
