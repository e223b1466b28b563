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
 * Builds an image from test resources and pushes it to a registry.
 *
 * <p>On a class it is built before the tests of the class, on a method before that method. Constructors, lifecycle
 * methods and test methods get it as a parameter of type {@link PushedImage}, and the registry as a
 * {@link TestRegistry}:
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
 * <p>On a field or parameter, of type {@link PushedImage} or {@link String}, it injects the image or its reference there.
 * That of a static field is built before the tests of the class, others when they are injected. Fields must not be
 * final; records get images through their constructor.
 *
 * <p>Images go to a registry inside the JVM that all test classes share, unless {@link EphemeralRegistry} declares
 * another. Equal images are pushed once per registry, so that an image for each test costs one build.
 *
 * <p>There may be several images, of different names. Subclasses inherit them and replace one by another of the same
 * name; {@link org.junit.jupiter.api.Nested} classes see those of the classes around them. An unannotated parameter gets
 * the image that its method, else its class, else the nearest class around declares, if it is just one;
 * {@link ImageRef} chooses one by its name.
 *
 * <p>The same resources and attributes give the same image on every machine. If an image of a class or method cannot be
 * built, no test of it runs, and nothing of it is pushed, and no registry started, when one of its declarations is wrong.
 *
 * <p>May be used as a meta-annotation.
 */
@Documented
@ExtendWith(BuildImageExtension.class)
@Inherited
@Repeatable(BuildImage.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
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
     * The repository that the image is pushed to, which is also its name for {@link ImageRef}.
     *
     * <p>Unless given it is the last part of {@link #value}, else the name of the annotated field, in lower case; a
     * parameter's name serves where the compiler keeps it, with {@code -parameters}.
     */
    String name() default "";

    /**
     * The tag; the first twelve hexadecimal characters of the image's digest unless given.
     *
     * <p>Classes that run against one registry must not use one name and tag for images that differ.
     */
    String tag() default "";

    /**
     * The image to build upon, as a reference such as {@code debian:12}, which is pulled; {@code scratch} for none.
     *
     * <p>What is not set here is the base's.
     */
    String from() default "scratch";

    /**
     * The name of another image to build upon, which is declared here or further out; excludes {@link #from}.
     *
     * <p>The image's own name means the image of that name further out.
     */
    String fromImage() default "";

    /**
     * The platforms, such as {@code linux/arm64}; two or more make an index.
     *
     * <p>Without any, the image has those of {@link #fromImage}, and otherwise the one that the configuration parameter
     * {@code dockdash.platform} says, which is {@code linux/amd64} by default.
     */
    String[] platforms() default {};

    /** Layers on top of that of {@link #value}, lowest first. */
    ImageLayer[] layers() default {};

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

    /**
     * The name of the {@link EphemeralRegistry} to push to.
     *
     * <p>Without one, it is the only registry that is declared nearest, or the one there without a name; if none is
     * declared, the registry of the test run.
     */
    String registry() default "";

    /**
     * Code that makes the image; excludes {@link #value}, {@link #layers} and all attributes of the config.
     *
     * <p>The image is made again for each class that asks for it, and pushed if it is new.
     */
    Class<? extends ImageFactory> factory() default ImageFactory.class;

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

    /** Holds several images of one class or method. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @interface List {

        /** The images, in the order in which they are declared. */
        BuildImage[] value();
    }
}
