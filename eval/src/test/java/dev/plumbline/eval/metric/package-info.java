@NullMarked
package dev.plumbline.eval.metric;

import org.jspecify.annotations.NullMarked;
