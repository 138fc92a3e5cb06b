package dev.plumbline.inference.engine;

/**
 * What an engine has to do and has done.
 *
 * @param running sequences in steps
 * @param waiting requests without a place
 * @param blocks cache blocks
 * @param blocksFree those that nobody has
 * @param steps steps since the start
 * @param tokens tokens that went through the model since the start
 */
public record EngineCounts(
        int running, int waiting, int blocks, int blocksFree, long steps, long tokens) {}
