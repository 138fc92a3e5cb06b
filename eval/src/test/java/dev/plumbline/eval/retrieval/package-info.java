@NullMarked
package dev.plumbline.eval.retrieval;

import org.jspecify.annotations.NullMarked;
