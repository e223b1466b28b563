package dev.dockdash.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Builds an image before the tests of a class and pushes it to a registry.
 *
 * <p>Constructors, lifecycle methods and test methods get it as a parameter of type {@link PushedImage}, and the registry
 * as a {@link TestRegistry}:
 *
 * <pre>{@code
 * @BuildImage(value = "images/web", entrypoint = "/app/serve", exposedPorts = "8080/tcp")
 * class WebTest {
 *     @Test
 *     void deploys(PushedImage web) {
 *         deployer.deploy(web.reference()); // localhost:41233/web:3f9ac2d41b7e
 *     }
 * }
 * }</pre>
 *
 * <p>The registry runs inside the JVM. It starts when the first image is pushed, is shared by all test classes, and is
 * closed at the end of the test run. Equal images are pushed once per run.
 *
 * <p>A class may have several images, of different names. Subclasses inherit them and replace one by another of the same
 * name; {@link org.junit.jupiter.api.Nested} classes see those of the classes around them. A parameter gets the image of
 * the nearest class that declares any, if it declares just one; {@link ImageRef} chooses one by its name.
 *
 * <p>The same resources and attributes give the same image on every machine. If an image cannot be built, no test of the
 * class runs, and nothing of the class is pushed when one of its declarations is wrong.
 *
 * <p>May be used as a meta-annotation.
 */
@Documented
@ExtendWith(BuildImageExtension.class)
@Inherited
@Repeatable(BuildImage.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface BuildImage {

    /**
     * The directory of the class path whose content is copied to {@code /}, such as {@code images/web}; without it the
     * image has no layer.
     *
     * <p>It is looked up from the root of the class path by the class loader of the test class, and the first hit is
     * taken. A slash at the start may be left out. It may lie in a jar, if the jar has entries for directories, as those
     * made by Maven and Gradle do. Files are executable in the image if their owner may execute them here.
     */
    String value() default "";

    /**
     * The repository that the image is pushed to, which is also its name for {@link ImageRef}; the last part of
     * {@link #value} unless given, in lower case.
     */
    String name() default "";

    /**
     * The tag; the first twelve hexadecimal characters of the image's digest unless given.
     *
     * <p>Classes that run against one registry must not use one name and tag for images that differ.
     */
    String tag() default "";

    /** The entry point. */
    String[] entrypoint() default {};

    /** The default command, or the arguments of the entry point. */
    String[] cmd() default {};

    /** Environment variables, as {@code NAME=value}. */
    String[] env() default {};

    /** Labels, as {@code name=value}. */
    String[] labels() default {};

    /** Annotations of the manifest, as {@code name=value}. */
    String[] annotations() default {};

    /** Exposed ports, such as {@code 8080} or {@code 8080/udp}; without a protocol it is {@code tcp}. */
    String[] exposedPorts() default {};

    /** Volumes, as absolute paths. */
    String[] volumes() default {};

    /** The user, as a name or number with an optional group: {@code 1000:1000}. */
    String user() default "";

    /** The working directory, an absolute path. */
    String workingDir() default "";

    /** The compression of layers. */
    Compression compression() default Compression.DEFAULT;

    /** How layers are compressed. */
    enum Compression {
        /**
         * What the configuration parameter {@code dockdash.compression} of JUnit says ({@code zstd}, {@code gzip} or
         * {@code none}), and {@link #ZSTD} without it.
         */
        DEFAULT,
        /** zstd: small and fast; read by Docker from version 23 on, by podman and by containerd. */
        ZSTD,
        /** gzip, read by everything. */
        GZIP,
        /** No compression. */
        NONE
    }

    /** Holds several images of one class. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @interface List {

        /** The images, in the order in which they are declared. */
        BuildImage[] value();
    }
}
