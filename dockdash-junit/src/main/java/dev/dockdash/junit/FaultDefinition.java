package dev.dockdash.junit;

import dev.dockdash.testregistry.Fault;
import java.time.Duration;

/**
 * A fault that is asked for.
 *
 * @param kind what goes wrong
 * @param amount a status, milliseconds or bytes
 * @param method the method of requests
 * @param path a pattern of their paths
 * @param after how many are spared
 * @param times how many are struck, 0 for all
 */
record FaultDefinition(RegistryFault.Kind kind, long amount, String method, String path, int after, int times) {

    /**
     * Returns the definition in an annotation.
     *
     * @throws IllegalArgumentException if there can be no such fault
     */
    static FaultDefinition of(RegistryFault annotation) {
        FaultDefinition definition = new FaultDefinition(
                annotation.value(),
                annotation.amount(),
                annotation.method(),
                annotation.path(),
                annotation.after(),
                annotation.times());
        definition.toFault();
        return definition;
    }

    /** Returns a new fault. */
    Fault toFault() {
        Fault fault = ofKind().on(method, path).after(after);
        return times == 0 ? fault.always() : fault.times(times);
    }

    private Fault ofKind() {
        return switch (kind) {
            case STATUS -> Fault.status((int) amount);
            case RATE_LIMIT -> Fault.rateLimit(Duration.ofMillis(amount));
            case DELAY -> Fault.delay(Duration.ofMillis(amount));
            case STALL -> Fault.stall();
            case STALL_AFTER -> Fault.stallAfter(amount);
            case TRUNCATE_AFTER -> Fault.truncateAfter(amount);
            case FLIP_BIT -> Fault.flipBit(amount);
            case SLOW_BODY -> Fault.slowBody(amount);
            case DROP_CONNECTION -> Fault.dropConnection();
            case LOSE_ANSWER -> Fault.loseAnswer();
            case EXPIRE_TOKEN -> Fault.expireToken();
        };
    }
}
