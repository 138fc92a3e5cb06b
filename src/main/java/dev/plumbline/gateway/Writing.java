package dev.plumbline.gateway;

/**
 * What writing took.
 *
 * @param cut whether the limit on tokens ended it
 * @param promptTokens tokens read, 0 where the model does not tell
 * @param tokens tokens written, 0 where the model does not tell
 */
public record Writing(boolean cut, int promptTokens, int tokens) {}
