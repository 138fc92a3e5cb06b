package dev.plumbline.cli;

import dev.plumbline.eval.trec.TrecEval;
import dev.plumbline.eval.trec.TrecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code eval trec}: prints and exits as trec_eval does. All that stands on its command line, but
 * {@code --as}, is trec_eval's own language, so it is taken as it is.
 */
@Command(
        name = "trec",
        description =
                "Prints and exits as trec_eval does; --as 10.0|9.0.8 chooses whose behaviour.")
final class EvalTrecCommand implements Callable<Integer> {
    private static final int USAGE = 2;

    @Unmatched private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        List<String> rest = new ArrayList<>(arguments);
        TrecVersion version = TrecVersion.V10_0;
        int as = rest.indexOf("--as");
        if (as >= 0) {
            String number = as + 1 < rest.size() ? rest.get(as + 1) : "";
            var named = TrecVersion.ofNumber(number);
            if (named.isEmpty()) {
                System.err.println("--as takes 10.0 or 9.0.8, not '" + number + "'.");
                return USAGE;
            }
            version = named.get();
            rest.remove(as + 1);
            rest.remove(as);
        }
        return new TrecEval(version, System.out, System.err).run(rest, System.in);
    }
}
