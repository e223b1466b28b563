package dev.dockdash.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects an image that is declared elsewhere with {@link BuildImage}: by the method, its class or a class around it.
 *
 * <p>The field or parameter is a {@link PushedImage}, or a {@link String}, which gets {@link PushedImage#reference}.
 *
 * <pre>{@code
 * @Test
 * void deploys(@ImageRef("web") PushedImage web, @ImageRef("db") String db) {
 *     deployer.deploy(web.reference(), db);
 * }
 * }</pre>
 */
@Documented
@ExtendWith(BuildImageExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface ImageRef {

    /**
     * The name of the image, in which case does not matter; may be left out where the nearest method or class with images
     * has just one.
     */
    String value() default "";

    /** The platform of which the image is injected, such as {@code linux/arm64}; the whole image unless given. */
    String platform() default "";
}
