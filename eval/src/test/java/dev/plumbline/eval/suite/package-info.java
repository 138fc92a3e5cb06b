@NullMarked
package dev.plumbline.eval.suite;

import org.jspecify.annotations.NullMarked;
