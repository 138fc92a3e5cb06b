package dev.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plumbline.eval.EvalException;
import dev.plumbline.eval.benchmarks.Benchmark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eval benchmarks}: commands on known collections against the figures that are expected. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description =
                "Runs the commands of eval/suites/*.yaml and compares what they print with the"
                        + " expected figures.",
        footer = "Exit codes: 0 all as expected, 1 not, 2 wrong usage.")
final class EvalBenchmarksCommand implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // picocli sets it
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Which; all where none is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder of the collections (default: data under PLUMBLINE_DATA).")
    private @Nullable Path data;

    @Option(
            names = "--suites",
            paramLabel = "DIR",
            description = "The YAML files (default: eval/suites of the checkout).")
    private @Nullable Path suites;

    @Option(names = "--quick", description = "Only what takes seconds.")
    private boolean quick;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        return EvalOutput.guard(this::measure);
    }

    private int measure() throws JsonProcessingException {
        Path folder =
                suites == null
                        ? Path.of(
                                System.getenv().getOrDefault("PLUMBLINE_ROOT", "."), "eval/suites")
                        : suites;
        List<Benchmark> all = Benchmark.readAll(folder);
        for (String name : names) {
            if (all.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
                throw new EvalException(folder + " has no '" + name + ".yaml'.");
            }
        }
        Map<String, Object> report = new LinkedHashMap<>();
        boolean good = true;
        boolean any = false;
        for (Benchmark benchmark : all) {
            for (Benchmark.Run run : benchmark.runs()) {
                boolean wanted = names.isEmpty() || names.contains(benchmark.name());
                if (wanted && (run.quick() || !quick)) {
                    any = true;
                    good &= check(benchmark, run, report);
                }
            }
        }
        if (!any) {
            throw new EvalException(
                    folder + " has no benchmark that is wanted" + (quick ? " and quick." : "."));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(report));
        }
        out.flush();
        return good ? 0 : 1;
    }

    private boolean check(Benchmark benchmark, Benchmark.Run run, Map<String, Object> report) {
        String command = String.join(" ", run.command());
        List<String> misses = new ArrayList<>();
        Map<String, Double> values = new LinkedHashMap<>();
        try {
            JsonNode figures = figures(run.arguments(folder()));
            misses.addAll(benchmark.misses(run, figures));
            for (Benchmark.Expected expected : run.expected()) {
                JsonNode value = figures.path(expected.metric());
                if (value.isNumber()) {
                    values.put(expected.metric(), value.asDouble());
                }
            }
        } catch (EvalException failed) {
            misses.add(String.valueOf(failed.getMessage()));
        }
        report.put(command, Map.of("figures", values, "misses", misses));
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%s: %s%n", benchmark.name(), command);
            values.forEach((name, value) -> out.printf(Locale.ROOT, "  %-16s %.4f%n", name, value));
            misses.forEach(miss -> out.println("  not as expected: " + miss));
            out.flush();
        }
        return misses.isEmpty();
    }

    private Path folder() {
        return data == null
                ? Path.of(System.getenv().getOrDefault("PLUMBLINE_DATA", "../shared"), "data")
                : data;
    }

    /** What an {@code eval} command prints, run in this process. */
    private JsonNode figures(List<String> arguments) {
        if (arguments.size() < 2 || !arguments.getFirst().equals("eval")) {
            throw new EvalException("'" + String.join(" ", arguments) + "' is no eval command.");
        }
        StringWriter printed = new StringWriter();
        int code =
                new CommandLine(new EvalCommand())
                        .setOut(new PrintWriter(printed, true))
                        .execute(arguments.stream().skip(1).toArray(String[]::new));
        if (code != 0) {
            throw new EvalException(
                    "'" + String.join(" ", arguments) + "' ended with exit code " + code + ".");
        }
        try {
            return new JsonMapper().readTree(printed.toString());
        } catch (JsonProcessingException other) {
            throw new EvalException(
                    "'" + String.join(" ", arguments) + "' did not print JSON.", other);
        }
    }
}
