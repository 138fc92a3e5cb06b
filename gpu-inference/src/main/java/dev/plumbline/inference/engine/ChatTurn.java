package dev.plumbline.inference.engine;

/**
 * One message of a conversation.
 *
 * @param role system, user or assistant
 */
public record ChatTurn(String role, String content) {}
