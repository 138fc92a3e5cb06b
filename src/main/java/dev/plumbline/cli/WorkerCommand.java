package dev.plumbline.cli;

import dev.plumbline.gateway.worker.WorkerServer;
import dev.plumbline.inference.engine.KnownChecks;
import dev.plumbline.inference.engine.TextModel;
import dev.plumbline.inference.engine.WeightsHash;
import dev.plumbline.inference.kernel.KvLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code worker}: a generator worker alone. Ends when its standard input does, if asked to: a child
 * must not outlive its parent.
 */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description =
                "Serves a model's generation over a small HTTP protocol, on the loopback address.")
final class WorkerCommand implements Callable<Integer> {
    @Option(names = "--model", required = true, description = "A GGUF file or a folder.")
    private Path model = Path.of("");

    @Option(
            names = "--port",
            description = "The port; 0 chooses a free one (default: 0).",
            defaultValue = "0")
    private int port;

    @Option(
            names = "--context",
            description = "Tokens of a sequence at most (default: 4096).",
            defaultValue = "4096")
    private int context;

    @Option(
            names = "--cache",
            description =
                    "Elements of keys and values: f32, f16 or int8 (default: f16; the fewer bits, the smaller and the less exact).",
            defaultValue = "F16")
    private KvLayout.Type cache = KvLayout.Type.F16;

    @Option(
            names = "--checks",
            paramLabel = "FILE",
            description =
                    "Where the result of the check at load is kept: a later start that computes something else is refused (default: nowhere).")
    private @Nullable Path checks;

    @Option(names = "--child", hidden = true, description = "End with standard input.")
    private boolean child;

    @Option(names = "--json", description = "The address as JSON on standard output.")
    private boolean json;

    @Mixin private ModelOptions options = new ModelOptions();

    @Override
    public Integer call() throws IOException {
        String key = System.getenv().getOrDefault("PLUMBLINE_WORKER_KEY", "");
        String weights = WeightsHash.of(model);
        try (TextModel text = TextModel.open(model, options.kernels(), context, cache);
                WorkerServer server = server(text, weights, key)) {
            System.out.printf(
                    json
                            ? "{\"url\": \"http://127.0.0.1:%d\"}%n"
                            : "Ready at http://127.0.0.1:%d%n",
                    server.port());
            System.out.flush();
            await();
        }
        return 0;
    }

    private WorkerServer server(TextModel text, String weights, String key) throws IOException {
        if (checks != null) {
            String computed =
                    "%s, %s, %s".formatted(weights, Main.VERSION, text.kernels().description());
            new KnownChecks(checks).compare(computed, text.checked());
        }
        return new WorkerServer(
                text, weights, key, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private void await() throws IOException {
        if (child) {
            while (System.in.read() >= 0) {
                // the parent writes nothing: its end is all that matters
            }
            return;
        }
        try {
            Thread.currentThread().join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
