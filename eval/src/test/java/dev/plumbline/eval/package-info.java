@NullMarked
package dev.plumbline.eval;

import org.jspecify.annotations.NullMarked;
