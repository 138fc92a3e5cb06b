@NullMarked
package dev.plumbline.eval.stats;

import org.jspecify.annotations.NullMarked;
