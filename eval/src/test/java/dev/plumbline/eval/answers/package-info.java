@NullMarked
package dev.plumbline.eval.answers;

import org.jspecify.annotations.NullMarked;
