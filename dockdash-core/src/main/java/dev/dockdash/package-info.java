/**
 * The entry point: {@link dev.dockdash.Dockdash} ties cache, registry client and builders together.
 *
 * <pre>{@code
 * Dockdash dockdash = Dockdash.create();
 * Layer app = dockdash.layer().directory(Path.of("target/app"), "/app").build();
 * Image image = Image.scratch().layer(app).entrypoint("/app/serve").build();
 * dockdash.push(image, "registry.example.com/web:1");
 * }</pre>
 */
@NullMarked
package dev.dockdash;

import org.jspecify.annotations.NullMarked;
