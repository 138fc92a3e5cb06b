/** Tests of the OpenAI-compatible side, by real clients. */
@NullMarked
package dev.plumbline.openai;

import org.jspecify.annotations.NullMarked;
