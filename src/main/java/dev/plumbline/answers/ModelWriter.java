package dev.plumbline.answers;

import dev.plumbline.eval.judge.Sentence;
import dev.plumbline.eval.judge.Sentences;
import dev.plumbline.eval.judge.SupportingSpan;
import dev.plumbline.eval.judge.Verdict;
import dev.plumbline.eval.judge.Verification;
import dev.plumbline.gateway.Generator;
import dev.plumbline.gateway.Prompt;
import dev.plumbline.gateway.Writing;
import dev.plumbline.search.Search;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Has a model write from numbered evidence. Each citation is resolved to the words of the passage
 * that the sentence rests on, and the sentence judged by these; a number that no evidence has
 * becomes no citation.
 */
final class ModelWriter implements AnswerWriter {
    private static final List<String> DECLINING =
            List.of("i do not know", "i don't know", "i dont know");

    private final Generator generator;
    private final ToIntFunction<String> tokens;
    private final AnswerSettings settings;

    /**
     * A writer.
     *
     * @param tokens counts a text's tokens, about as the model does
     */
    ModelWriter(Generator generator, ToIntFunction<String> tokens, AnswerSettings settings) {
        this.generator = generator;
        this.tokens = tokens;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "model/" + generator.name();
    }

    @Override
    public Outcome write(Task task, Transcript transcript) {
        PromptBudget budget = PromptBudget.of(generator.contextTokens(), task, tokens, settings);
        List<Search.Found> packed =
                new ContextPacker(budget.evidenceTokens(), tokens).pack(task.hits());
        Prompt prompt = PromptText.of(task, budget.turns(), packed, settings);
        List<Source> sources = packed.stream().map(Source::of).toList();
        Set<String> seen = new HashSet<>(Transcript.documentIds(sources));
        budget.turns().forEach(turn -> seen.addAll(turn.documentIds()));
        Reader reader = new Reader(transcript, sources, seen);
        SentenceStream stream = new SentenceStream(reader, task.language());
        Writing writing =
                generator.write(
                        prompt,
                        piece -> {
                            stream.accept(piece);
                            return !reader.declined && !transcript.gone();
                        });
        if (!reader.declined) {
            stream.end();
        }
        return new Outcome(
                reader.declined,
                writing.cut(),
                packed.stream().map(hit -> hit.hit().passageId()).toList(),
                prompt.sha256(),
                generator.weights(),
                writing.promptTokens(),
                writing.tokens());
    }

    /** Takes sentences as they come and looks for what they rest on. */
    private static final class Reader implements SentenceStream.Sink {
        private final Transcript transcript;
        private final List<Source> sources;
        private final Set<String> seen;
        private final StringBuilder opening = new StringBuilder();
        private boolean opened;
        private boolean declined;

        /**
         * A reader.
         *
         * @param seen the documents of which the model had words before it
         */
        Reader(Transcript transcript, List<Source> sources, Set<String> seen) {
            this.transcript = transcript;
            this.sources = sources;
            this.seen = Set.copyOf(seen);
        }

        @Override
        public void text(String piece) {
            if (declined) {
                return;
            }
            if (opened) {
                transcript.piece(piece);
                return;
            }
            opening.append(piece);
            String begun = plain(opening.toString());
            declined = DECLINING.stream().anyMatch(begun::startsWith);
            if (!declined && DECLINING.stream().noneMatch(words -> words.startsWith(begun))) {
                open();
            }
        }

        @Override
        public void sentence(String text, List<Integer> numbers) {
            if (declined) {
                return;
            }
            if (!opened) {
                open();
            }
            List<Integer> known =
                    numbers.stream().filter(n -> n >= 1 && n <= sources.size()).toList();
            List<Source> others = new ArrayList<>(sources);
            known.forEach(n -> others.remove(sources.get(n - 1)));
            List<Source> cited =
                    known.stream().map(n -> resting(text, sources.get(n - 1))).toList();
            Verification verification =
                    transcript.verify(
                            text,
                            cited.stream().map(Source::evidence).toList(),
                            others.stream().map(Source::evidence).toList());
            transcript.sentence(cited, seen, verification, null);
        }

        private void open() {
            opened = true;
            transcript.piece(opening.toString());
        }

        /**
         * The sentences of the passage that this one has most words in common with; all of it where
         * only all of it bears the sentence out.
         */
        private Source resting(String sentence, Source passage) {
            Source nearest =
                    SupportingSpan.find(sentence, passage.quote())
                            .map(span -> passage.part(span.start(), span.end()))
                            .orElseGet(() -> opening(passage));
            return supports(nearest, sentence) || !supports(passage, sentence) ? nearest : passage;
        }

        private static Source opening(Source passage) {
            Sentence first = Sentences.split(passage.quote()).getFirst();
            return passage.part(first.start(), first.end());
        }

        private boolean supports(Source source, String sentence) {
            return transcript.verify(sentence, List.of(source.evidence()), List.of()).verdict()
                    == Verdict.SUPPORTED;
        }

        private static String plain(String text) {
            return text.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
        }
    }
}
