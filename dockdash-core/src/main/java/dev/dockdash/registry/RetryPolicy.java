package dev.dockdash.registry;

import java.time.Duration;

/**
 * How often and after which pauses something is tried again.
 *
 * @param attempts the greatest number of attempts, the first included
 * @param first the pause after the first attempt; each later one is twice as long
 * @param longest the longest single pause, also when the registry asks for a longer one
 * @param total the longest time to pause altogether
 */
record RetryPolicy(int attempts, Duration first, Duration longest, Duration total) {

    static final RetryPolicy STANDARD =
            new RetryPolicy(5, Duration.ofMillis(250), Duration.ofSeconds(60), Duration.ofMinutes(3));
}
