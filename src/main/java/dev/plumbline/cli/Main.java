package dev.plumbline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Entry of the command line. Exit codes: 0 done, 1 failed, 2 wrong usage, unless a command states
 * others.
 */
@Command(
        name = "plumbline",
        mixinStandardHelpOptions = true,
        version = "plumbline " + Main.VERSION,
        description =
                "Answers questions from your own documents and shows the exact words that support each answer.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            AskCommand.class,
            SearchCommand.class,
            IngestCommand.class,
            DocumentsCommand.class,
            ReindexCommand.class,
            AuditCommand.class,
            BackupCommand.class,
            KeysCommand.class,
            EvalCommand.class,
            FitCommand.class,
            ModelCommand.class,
            WorkerCommand.class,
            BenchCommand.class,
            TestCommand.class
        })
public final class Main implements Runnable {
    /** The release of this build. */
    public static final String VERSION = "0.1.0";

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the specification
    Main() {}

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(
                (failure, command, result) -> {
                    command.getErr().println("plumbline: " + sentence(failure));
                    return failure instanceof UsageException
                            ? CommandLine.ExitCode.USAGE
                            : CommandLine.ExitCode.SOFTWARE;
                });
        return line.execute(arguments);
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case NoSuchFileException missing -> "There is no file " + missing.getFile() + ".";
            case AccessDeniedException denied -> denied.getFile() + " may not be opened.";
            default ->
                    message == null || message.isBlank()
                            ? failure.getClass().getSimpleName()
                            : message;
        };
    }
}
