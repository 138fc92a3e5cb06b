@NullMarked
package dev.plumbline.eval.questions;

import org.jspecify.annotations.NullMarked;
