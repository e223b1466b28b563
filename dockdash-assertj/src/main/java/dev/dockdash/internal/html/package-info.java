/** Pages of HTML that are safe to open whatever they show. */
@NullMarked
package dev.dockdash.internal.html;

import org.jspecify.annotations.NullMarked;
