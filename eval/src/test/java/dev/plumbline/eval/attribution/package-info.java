@NullMarked
package dev.plumbline.eval.attribution;

import org.jspecify.annotations.NullMarked;
