/**
 * Generator workers: processes that hold a model's weights and speak a small HTTP protocol, so that
 * a crash in one never takes documents or search along. One JSON object per line comes back:
 *
 * <pre>
 * POST   /generate      {prompt: text | [ids] | messages: [{role, content}], max_tokens, temperature?, ..., stop?, deadline_ms?, id?}
 *                       -> {"token", "text", "logprob"?, "top"?}...  then {"done": {reason, text, prompt_tokens, tokens}} or {"error": {code, message}}
 * DELETE /generate/ID   cancels; so does closing the connection
 * GET    /health        {status, model, weights_sha256, kernels, context, running, waiting, blocks, blocks_free}
 * </pre>
 *
 * {@code WorkerServer} runs in the worker, {@code WorkerProcess} starts one as a child, watches it
 * and starts it again, {@code WorkerGenerator} has it write.
 */
@NullMarked
package dev.plumbline.gateway.worker;

import org.jspecify.annotations.NullMarked;
