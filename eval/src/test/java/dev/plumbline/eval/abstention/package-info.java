@NullMarked
package dev.plumbline.eval.abstention;

import org.jspecify.annotations.NullMarked;
