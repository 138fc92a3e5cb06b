@NullMarked
package dev.plumbline.answers.quoting;

import org.jspecify.annotations.NullMarked;
