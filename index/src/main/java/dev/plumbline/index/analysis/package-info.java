/** Languages: how text becomes terms. Start with {@link dev.plumbline.index.analysis.Terms}. */
@NullMarked
package dev.plumbline.index.analysis;

import org.jspecify.annotations.NullMarked;
