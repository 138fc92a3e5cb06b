@NullMarked
package dev.plumbline.eval.systems;

import org.jspecify.annotations.NullMarked;
