package dev.dockdash.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a registry that is declared elsewhere with {@link EphemeralRegistry}.
 *
 * <p>The field or parameter is a {@link TestRegistry}, a {@link java.net.URI}, which gets {@link TestRegistry#uri}, or a
 * {@link String}, which gets {@link TestRegistry#hostAndPort}.
 */
@Documented
@ExtendWith(BuildImageExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface RegistryRef {

    /**
     * The name of the registry; without one it is the only registry that is declared nearest, or the one there without a
     * name; if none is declared, the registry of the test run.
     */
    String value() default "";
}
