package dev.plumbline.eval.retrieval;

/**
 * A document that was found.
 *
 * @param id the document's id, without white space
 * @param score higher is better; equal scores rank by id descending, as trec_eval has it
 */
public record RankedDocument(String id, double score) {}
