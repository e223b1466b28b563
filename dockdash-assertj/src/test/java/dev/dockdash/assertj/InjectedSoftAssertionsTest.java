package dev.dockdash.assertj;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** That JUnit's extension injects ours and asks it for failures in the end; one test at a time, as it demands. */
@ExtendWith(SoftAssertionsExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class InjectedSoftAssertionsTest {

    @InjectSoftAssertions
    private DockdashSoftAssertions softly;

    @Test
    void fieldIsInjected(@TempDir Path cache) throws IOException {
        WebImage web = WebImage.in(cache);
        softly.assertThat(web).config().hasUser("1000").hasEntrypoint("/app/serve");
    }

    @Test
    void parameterIsInjected(DockdashSoftAssertions own, @TempDir Path cache) throws IOException {
        WebImage web = WebImage.in(cache);
        own.assertThat(web).file("/app/serve").content().startsWith("#!");
        DockdashAssertions.assertThat(own.wasSuccess()).isTrue();
    }
}
