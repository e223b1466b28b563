package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.ChildJvm;
import dev.dockdash.cache.BlobCache;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {

    @TempDir
    Path temp;

    @Test
    void digestsDependOnTheSourcesAlone() throws Exception {
        List<Process> children = List.of(
                start(
                        1,
                        ChildJvm.plain()
                                .options("-XX:ActiveProcessorCount=1")
                                .environment("TZ", "Asia/Kathmandu")
                                .environment("LC_ALL", "C")
                                .umask("077")),
                start(
                        2,
                        ChildJvm.plain()
                                .options("-XX:ActiveProcessorCount=4", "-Duser.language=tr", "-Duser.country=TR")
                                .environment("TZ", "America/St_Johns")
                                .environment("LC_ALL", "tr_TR.UTF-8")
                                .umask("000")),
                start(
                        3,
                        ChildJvm.plain()
                                .options("-XX:ActiveProcessorCount=4", "-Dfile.encoding=ISO-8859-1")
                                .environment("TZ", "UTC")
                                .umask("022")));

        List<String> here = new ArrayList<>();
        Path tree = FixtureTree.create(temp.resolve("0/tree"), 0);
        for (Compression compression : Compression.values()) {
            here.add(LayerProgram.describe(tree, compression, BlobCache.at(temp.resolve("0/cache"))));
        }
        for (Process child : children) {
            assertThat(ChildJvm.outputOf(child)).isEqualTo(here);
        }
    }

    private Process start(int order, ChildJvm jvm) throws Exception {
        return jvm.start(LayerProgram.class, temp.resolve("" + order), order);
    }
}
