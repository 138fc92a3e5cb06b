/**
 * Tools for agents, by the Model Context Protocol at {@code /mcp}: searching and asking, on behalf
 * of whoever's key the request carries.
 *
 * <p>Start at {@link dev.plumbline.mcp.Tools}.
 */
@NullMarked
package dev.plumbline.mcp;

import org.jspecify.annotations.NullMarked;
