package dev.dockdash.assertj;

import dev.dockdash.oci.Healthcheck;
import dev.dockdash.oci.ImageConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assertions on what a config tells of the process of a container. */
abstract class AbstractConfigProcessAssert<SELF extends AbstractConfigProcessAssert<SELF>>
        extends AbstractConfigPortsAssert<SELF> {

    AbstractConfigProcessAssert(@Nullable ImageConfig actual, Class<SELF> type, Context context) {
        super(actual, type, context);
    }

    /**
     * Checks the whole entry point.
     *
     * <pre>{@code
     * assertThat(config).hasEntrypoint("/app/serve", "--port=8080"); // passes
     * assertThat(config).hasEntrypoint("/app/serve --port=8080");    // fails: that is one word
     * }</pre>
     *
     * @throws AssertionError if it has other words, more or less, or none
     */
    public SELF hasEntrypoint(String... expected) {
        return check(config -> requireEqual("entrypoint", List.of(expected), config.entrypoint()));
    }

    /**
     * Checks that there is no entry point.
     *
     * <pre>{@code
     * assertThat(config).hasNoEntrypoint(); // fails for ["/app/serve"]
     * }</pre>
     *
     * @throws AssertionError if there is one
     */
    public SELF hasNoEntrypoint() {
        return check(config -> requireNone("entrypoint", config.entrypoint()));
    }

    /**
     * Checks the whole default command, or the arguments of the entry point.
     *
     * <pre>{@code
     * assertThat(config).hasCmd("--port", "8080"); // passes
     * assertThat(config).hasCmd("--port");         // fails: there is one word more
     * }</pre>
     *
     * @throws AssertionError if it has other words, more or less, or none
     */
    public SELF hasCmd(String... expected) {
        return check(config -> requireEqual("cmd", List.of(expected), config.cmd()));
    }

    /**
     * Checks that there is no default command.
     *
     * <pre>{@code
     * assertThat(config).hasNoCmd(); // fails for ["sh"]
     * }</pre>
     *
     * @throws AssertionError if there is one
     */
    public SELF hasNoCmd() {
        return check(config -> requireNone("cmd", config.cmd()));
    }

    /**
     * Checks what a container runs: the entry point, then the command.
     *
     * <pre>{@code
     * assertThat(config).hasRuntimeCommand("/app/serve", "--port", "8080"); // passes
     * assertThat(config).hasRuntimeCommand("/app/serve");                    // fails
     * }</pre>
     *
     * @throws AssertionError if it has other words, more or less, or none
     */
    public SELF hasRuntimeCommand(String... expected) {
        return check(config -> {
            if (!config.runtimeCommand().equals(List.of(expected))) {
                throw unequal(
                        "runtime command",
                        List.of(expected),
                        config.runtimeCommand(),
                        message -> message.with("entrypoint", Message.show(config.entrypoint()))
                                .with("cmd", Message.show(config.cmd())));
            }
        });
    }

    /**
     * Checks the user as it is written: {@code 1000} and {@code 1000:1000} are two.
     *
     * <pre>{@code
     * assertThat(config).hasUser("1000:1000"); // passes
     * assertThat(config).hasUser("1000");      // fails: the group is missing
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public SELF hasUser(String expected) {
        return check(config -> requireEqual("user", Optional.of(expected), config.user()));
    }

    /**
     * Checks that no user is set, which means root.
     *
     * <pre>{@code
     * assertThat(config).hasNoUser(); // fails for 1000
     * }</pre>
     *
     * @throws AssertionError if one is set
     */
    public SELF hasNoUser() {
        return check(config -> requireNone("user", config.user()));
    }

    /**
     * Checks the working directory as it is written.
     *
     * <pre>{@code
     * assertThat(config).hasWorkingDir("/app");  // passes
     * assertThat(config).hasWorkingDir("/app/"); // fails: it is another text
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public SELF hasWorkingDir(String expected) {
        return check(config -> requireEqual("working directory", Optional.of(expected), config.workingDir()));
    }

    /**
     * Checks that no working directory is set, which means {@code /}.
     *
     * <pre>{@code
     * assertThat(config).hasNoWorkingDir(); // fails for /app
     * }</pre>
     *
     * @throws AssertionError if one is set
     */
    public SELF hasNoWorkingDir() {
        return check(config -> requireNone("working directory", config.workingDir()));
    }

    /**
     * Checks the signal that stops a container, as it is written.
     *
     * <pre>{@code
     * assertThat(config).hasStopSignal("SIGQUIT"); // passes
     * assertThat(config).hasStopSignal("3");       // fails: it is another text
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public SELF hasStopSignal(String expected) {
        return check(config -> requireEqual("stop signal", Optional.of(expected), config.stopSignal()));
    }

    /**
     * Checks that no signal is set, which means {@code SIGTERM}.
     *
     * <pre>{@code
     * assertThat(config).hasNoStopSignal(); // fails for SIGQUIT
     * }</pre>
     *
     * @throws AssertionError if one is set
     */
    public SELF hasNoStopSignal() {
        return check(config -> requireNone("stop signal", config.stopSignal()));
    }

    /**
     * Checks the test of the health check, its first word included.
     *
     * <pre>{@code
     * assertThat(config).hasHealthcheck("CMD-SHELL", "curl -f localhost"); // passes
     * assertThat(config).hasHealthcheck("curl -f localhost");              // fails: how it is run counts
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public SELF hasHealthcheck(String... test) {
        return check(config -> requireEqual(
                "test of health check",
                List.of(test),
                config.healthcheck().map(Healthcheck::test).orElse(List.of())));
    }

    /**
     * Checks that there is no health check, or one that switches off what the base has.
     *
     * <pre>{@code
     * assertThat(config).hasNoHealthcheck(); // passes for ["NONE"], fails for ["CMD", "/app/check"]
     * }</pre>
     *
     * @throws AssertionError if there is one
     */
    public SELF hasNoHealthcheck() {
        return check(config -> {
            List<String> test = config.healthcheck().map(Healthcheck::test).orElse(List.of());
            if (!test.equals(List.of("NONE"))) {
                requireNone("health check", test);
            }
        });
    }

    /**
     * Checks the shell of commands that are written as one text.
     *
     * <pre>{@code
     * assertThat(config).hasShell("/bin/bash", "-o", "pipefail", "-c"); // passes
     * assertThat(config).hasShell("/bin/bash");                         // fails
     * }</pre>
     *
     * @throws AssertionError if it is another or none
     */
    public SELF hasShell(String... expected) {
        return check(config -> requireEqual("shell", List.of(expected), config.shell()));
    }

    /**
     * Checks the instructions for images that are built on this one; without any, that there are none.
     *
     * <pre>{@code
     * assertThat(config).hasOnBuild("COPY . /app"); // passes
     * assertThat(config).hasOnBuild();              // fails: there is one
     * }</pre>
     *
     * @throws AssertionError if there are others, more or less, or in another order
     */
    public SELF hasOnBuild(String... expected) {
        return check(
                config -> requireEqual("instructions for images built on this", List.of(expected), config.onBuild()));
    }
}
