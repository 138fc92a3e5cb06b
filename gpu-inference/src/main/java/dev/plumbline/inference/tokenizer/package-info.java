/**
 * Text to token ids and back, exactly as the models were trained: byte-level BPE,
 * SentencePiece-style BPE and unigram, WordPiece; from a GGUF file's metadata or from
 * tokenizer.json. Time is linear (times a logarithm) in the text, whatever it holds. Knows no
 * model.
 *
 * <pre>
 * text -> TokenFinder (tokens written out) -> pieces of text -> TextEncoder -> ids
 *         SpecialTokens for GGUF,                     HfEncoder          normalizer and AddedTokens again, before one of these
 *         AddedTokens for tokenizer.json              BytePairEncoder    Words (Normalizer, PreTokenizer), ByteLevel, MergeTable
 *                                                     ScoredPairEncoder  (SentencePiece's BPE: merges by score)
 *                                                     UnigramEncoder     CharacterMap, Trie
 *                                                     WordPieceEncoder
 * ids -> Detokenizer -> text, whole characters only
 * </pre>
 *
 * Start at {@code Tokenizer}; {@code GgufTokenizers} and {@code HfTokenizers} build one.
 */
@NullMarked
package dev.plumbline.inference.tokenizer;

import org.jspecify.annotations.NullMarked;
