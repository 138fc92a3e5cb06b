@NullMarked
package dev.plumbline.eval.judge;

import org.jspecify.annotations.NullMarked;
