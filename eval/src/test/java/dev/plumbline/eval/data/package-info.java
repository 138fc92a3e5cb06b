@NullMarked
package dev.plumbline.eval.data;

import org.jspecify.annotations.NullMarked;
