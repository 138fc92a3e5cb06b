package dev.plumbline.documents;

/**
 * Why a document is not searchable, or by its words alone.
 *
 * @param code stable, such as {@code encrypted}
 * @param message a sentence for people
 */
record Reason(String code, String message) {}
