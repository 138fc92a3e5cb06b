package dev.plumbline.eval.data;

import dev.plumbline.eval.EvalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Judgements as BEIR has them: question, document and grade in a line, under a heading. */
final class Qrels {
    private Qrels() {}

    /** Grades by document and question. */
    static Map<String, Map<String, Integer>> tabSeparated(Path file) {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String[] fields = line.strip().split("\\s+");
                boolean heading = number == 1 && fields[0].equals("query-id");
                if (line.isBlank() || heading) {
                    continue;
                }
                if (fields.length != 3) {
                    throw new EvalException(
                            file
                                    + ", line "
                                    + number
                                    + " has "
                                    + fields.length
                                    + " fields, not 3.");
                }
                grades.computeIfAbsent(fields[0], q -> new HashMap<>())
                        .put(fields[1], (int) Double.parseDouble(fields[2]));
            }
        } catch (IOException | NumberFormatException unreadable) {
            throw new EvalException(
                    "Cannot read " + file + ": " + unreadable.getMessage(), unreadable);
        }
        return grades;
    }
}
