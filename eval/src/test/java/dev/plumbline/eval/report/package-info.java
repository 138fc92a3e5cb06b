@NullMarked
package dev.plumbline.eval.report;

import org.jspecify.annotations.NullMarked;
