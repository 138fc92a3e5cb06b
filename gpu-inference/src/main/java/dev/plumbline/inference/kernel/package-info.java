/**
 * The operations that a transformer is made of, as one sealed interface over device memory, and
 * their implementations for the CPU.
 *
 * <p>An operation is as large as a GPU wants it: attention's inputs go from the normalised stream
 * straight into the paged cache, a gated block is one operation, a head ends in logits and sampling
 * in tokens. Operands are handles ({@code Weight}, {@code Buffer}, {@code KvMemory}, {@code Plan})
 * whose memory the implementation owns; only the {@code read} operations make the host wait. What
 * is computed for a token depends on nothing but that token's own sequence: not on the other rows
 * of the step, not on how many there are.
 *
 * <pre>
 * Kernels -- CpuKernels -+- ScalarKernels   plain loops in float64: the oracle
 *                        +- VectorKernels   loops of kernel.cpu by the Vector API
 * Step (host) -- plan --> Plan (device)     which tokens, at which positions, in which cache blocks
 * </pre>
 *
 * Knows no model family and no file format. Start at {@code Kernels}.
 */
@NullMarked
package dev.plumbline.inference.kernel;

import org.jspecify.annotations.NullMarked;
