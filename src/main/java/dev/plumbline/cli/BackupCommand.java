package dev.plumbline.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.documents.Backup;
import dev.plumbline.storage.Home;
import dev.plumbline.storage.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a home while its service runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copy a home, whether its service runs or not, into a folder that serve --home takes.",
            "A later backup into the same folder copies only what is new. The copy leaves out the index, which the service builds from the log without embedding anything again.",
            "Exit code 1 if the home itself lacks a file that its documents refer to."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where the copy goes: new, or an earlier copy.")
    private Path folder;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "The service's home (default: data/ beside the launcher).")
    private @Nullable Path home;

    @Option(names = "--json", description = "Print {documents, files, copied, lost}.")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        Home from = Home.at(home);
        if (!ServiceSettings.read(from).embedded()) {
            throw new IllegalStateException(
                    "The database is PostgreSQL: copy it with pg_dump first, then the folders blobs and artifacts of the home, whose files never change.");
        }
        PrintWriter err = spec.commandLine().getErr();
        Backup.Made made = Backup.make(from, folder, err::println);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode result =
                    Json.MAPPER
                            .createObjectNode()
                            .put("documents", made.documents())
                            .put("files", made.files())
                            .put("copied", made.copied());
            ArrayNode lost = result.putArray("lost");
            made.lost().forEach(lost::add);
            out.println(result);
        } else {
            out.println(
                    made.documents()
                            + " documents, "
                            + made.files()
                            + " files, "
                            + made.copied()
                            + " of them copied now.");
            made.lost().forEach(lost -> out.println("lost: " + lost));
        }
        return made.lost().isEmpty() ? 0 : 1;
    }
}
