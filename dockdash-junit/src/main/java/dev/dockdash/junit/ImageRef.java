package dev.dockdash.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects an image that the test class or a class around it declares with {@link BuildImage}.
 *
 * <p>The parameter is a {@link PushedImage}, or a {@link String}, which gets {@link PushedImage#reference}.
 *
 * <pre>{@code
 * @Test
 * void deploys(@ImageRef("web") PushedImage web, @ImageRef("db") String db) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface ImageRef {

    /** The name of the image; may be left out where the nearest class with images has just one. */
    String value() default "";
}
