/** Tests of how texts become terms. */
@NullMarked
package dev.plumbline.index.analysis;

import org.jspecify.annotations.NullMarked;
