package dev.plumbline.eval.data;

import dev.plumbline.eval.EvalException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judgements, a line each: question, document and grade under a heading, as BEIR has them, or
 * question, a field passed over, document and grade, as TREC does.
 */
public final class Qrels {
    private static final int BEIR_FIELDS = 3;
    private static final int TREC_FIELDS = 4;

    private Qrels() {}

    /**
     * Questions by their ids alone, in the order of the file: who scores a run needs no words.
     *
     * @throws EvalException if the file cannot be read or has no judgements
     */
    public static List<JudgedQuestion> questions(Path file) {
        List<JudgedQuestion> questions = new ArrayList<>();
        read(file).forEach((id, grades) -> questions.add(new JudgedQuestion(id, "", grades)));
        if (questions.isEmpty()) {
            throw new EvalException(file + " has no judgements.");
        }
        return questions;
    }

    /** Grades by document and question. */
    static Map<String, Map<String, Integer>> read(Path file) {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String[] fields = line.strip().split("\\s+");
                boolean heading = number == 1 && fields[0].equals("query-id");
                if (line.isBlank() || heading) {
                    continue;
                }
                if (fields.length != BEIR_FIELDS && fields.length != TREC_FIELDS) {
                    throw new EvalException(
                            "%s, line %d has %d fields, not 3 (BEIR) or 4 (TREC)."
                                    .formatted(file, number, fields.length));
                }
                grades.computeIfAbsent(fields[0], q -> new HashMap<>(4))
                        .put(
                                fields[fields.length - 2],
                                (int) Double.parseDouble(fields[fields.length - 1]));
            }
        } catch (NoSuchFileException missing) {
            throw new EvalException("There is no file " + file + ".", missing);
        } catch (IOException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        } catch (NumberFormatException other) {
            throw new EvalException(
                    "%s, line %d has a grade that is no number.".formatted(file, number), other);
        }
        return grades;
    }
}
