/**
 * JSON as plain values, read under limits: what configuration files, tokenizers and the inputs of
 * chat templates are made of. Knows none of their meanings. Start at {@code Json}.
 */
@NullMarked
package dev.plumbline.inference.json;

import org.jspecify.annotations.NullMarked;
