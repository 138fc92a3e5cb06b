/**
 * Text to token ids and back, exactly as the models were trained: byte-level BPE,
 * SentencePiece-style BPE and unigram, WordPiece; from a GGUF file's metadata or from
 * tokenizer.json. Time is linear (times a logarithm) in the text, whatever it holds. Knows no
 * model.
 *
 * <pre>
 * text -> SpecialTokens (written special tokens) -> pieces of text -> TextEncoder -> ids
 *                                                     BytePairEncoder    Normalizer, PreTokenizer, ByteLevel, MergeTable
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
