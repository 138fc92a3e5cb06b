/**
 * The command line: {@link dev.plumbline.cli.Main} names the commands, each of which is one class.
 *
 * <p>Client commands talk to a running service over HTTP and never start one; {@code serve} starts
 * the service; the others use the library modules directly. Standard output carries a command's
 * result and nothing else.
 */
@NullMarked
package dev.plumbline.cli;

import org.jspecify.annotations.NullMarked;
