/**
 * The release: the immutable bundle of code and weights that decides an answer.
 *
 * <p>Knows the names and versions of the parts, not the parts. Start at {@link
 * dev.plumbline.releases.Release}.
 */
@NullMarked
package dev.plumbline.releases;

import org.jspecify.annotations.NullMarked;
