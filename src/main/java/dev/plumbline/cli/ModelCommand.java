package dev.plumbline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model}: looks into model files and runs them. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description =
                "Looks into model files (GGUF, or folders in Hugging Face layout) and runs them.",
        subcommands = {
            ModelInfoCommand.class,
            ModelTokenizeCommand.class,
            ModelTemplateCommand.class,
            ModelLogitsCommand.class,
            ModelGenerateCommand.class,
            ModelEmbedCommand.class,
            ModelRandomCommand.class
        })
final class ModelCommand implements Runnable {
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the specification
    ModelCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "model needs one of its commands");
    }
}
