@NullMarked
package dev.plumbline.eval.compare;

import org.jspecify.annotations.NullMarked;
