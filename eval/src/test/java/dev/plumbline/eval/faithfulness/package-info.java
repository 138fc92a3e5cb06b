@NullMarked
package dev.plumbline.eval.faithfulness;

import org.jspecify.annotations.NullMarked;
