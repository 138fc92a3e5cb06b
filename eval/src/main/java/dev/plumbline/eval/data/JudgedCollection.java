package dev.plumbline.eval.data;

import dev.plumbline.eval.EvalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Documents, questions, and which documents answer which question. */
public sealed interface JudgedCollection
        permits BeirFolder, SquadFile, MultihopFile, MtragFolder, OwnFolder {
    /** Tells each document to a reader. */
    void documents(Consumer<SourceDocument> reader);

    /** The questions that have judgements, in the order of their file. */
    List<JudgedQuestion> questions();

    /**
     * Opens a collection by what is there: a folder in BEIR's layout ({@code corpus.jsonl}), one of
     * MTRAG ({@code generation_tasks/reference.jsonl}, also under {@code un/}) or one's own ({@code
     * documents} and {@code questions}, each .csv or .jsonl); a file in the format of SQuAD (XQuAD
     * has it too) or of HotpotQA or MuSiQue.
     *
     * @param split which judgements of a BEIR folder
     * @throws EvalException if it is none of these
     */
    static JudgedCollection open(Path path, String split) {
        if (Files.isRegularFile(path)) {
            return Json.read(path).isArray() ? new MultihopFile(path) : new SquadFile(path);
        }
        Path un = Files.isDirectory(path.resolve("un")) ? path.resolve("un") : path;
        if (Files.isRegularFile(un.resolve(MtragFolder.TASKS))) {
            return new MtragFolder(un);
        }
        if (OwnFolder.isAt(path)) {
            return new OwnFolder(path);
        }
        if (Files.isRegularFile(path.resolve("corpus.jsonl"))) {
            return new BeirFolder(path, split);
        }
        throw new EvalException(
                path
                        + " is no collection: a folder has corpus.jsonl (BEIR), "
                        + MtragFolder.TASKS
                        + " (MTRAG) or documents and questions, each .csv or .jsonl; a file is"
                        + " SQuAD's, HotpotQA's or MuSiQue's.");
    }
}
