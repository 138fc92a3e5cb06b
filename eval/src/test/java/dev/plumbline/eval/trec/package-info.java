@NullMarked
package dev.plumbline.eval.trec;

import org.jspecify.annotations.NullMarked;
