@NullMarked
package dev.plumbline.eval.squad;

import org.jspecify.annotations.NullMarked;
