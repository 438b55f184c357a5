package io.millrace.cli.contracts;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.terminal.Nearest;
import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.compile.ContractCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of contracts: one folder a dataset, in it {@code contract.yaml}. */
public final class Contracts {

    static final String FILE = "contract.yaml";

    private final Path folder;

    private Contracts(Path folder) {
        this.folder = folder;
    }

    /** The folder of the settings; by default the one where the call was made, else the one beside the command. */
    public static Contracts of(Call call, Settings settings) throws Failure {
        Path folder = settings.path(Setting.CONTRACTS);
        if (!Files.isDirectory(folder) && !settings.isGiven(Setting.CONTRACTS)) {
            folder = call.surroundings().home().resolve(settings.text(Setting.CONTRACTS));
        }
        if (!Files.isDirectory(folder)) {
            throw Failure.usage(
                    "there is no folder of contracts at " + folder,
                    "name it with --contracts DIR; in it, one folder a dataset with a " + FILE);
        }
        return new Contracts(folder);
    }

    /** The contracts that come with the command. */
    public static Contracts shipped(Call call) {
        return new Contracts(call.surroundings().home().resolve("contracts"));
    }

    public Path folder() {
        return folder;
    }

    /** The datasets that have a contract there, by name. */
    public List<String> datasets() {
        return files().stream()
                .map(file -> file.getParent().getFileName().toString())
                .toList();
    }

    /** The contract files there, by dataset. */
    List<Path> files() {
        try (java.util.stream.Stream<Path> folders = Files.list(folder)) {
            return folders.filter(dataset -> !dataset.getFileName().toString().startsWith("."))
                    .map(dataset -> dataset.resolve(FILE))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract of a dataset, compiled. */
    public Contract contract(String dataset) throws Failure, BadFile {
        Path file = folder.resolve(dataset).resolve(FILE);
        if (!datasets().contains(dataset)) {
            throw Failure.usage(
                    "there is no contract of \"" + dataset + "\" in " + folder,
                    Nearest.to(dataset, datasets())
                            .map(near -> "did you mean " + near + "?")
                            .orElse(
                                    datasets().isEmpty()
                                            ? "there is none at all: is it the right folder?"
                                            : "there are: " + String.join(", ", datasets())));
        }
        Contract contract = compiled(file);
        if (!contract.dataset().equals(dataset)) {
            throw Failure.usage(
                    file + " is the contract of " + contract.dataset() + ", but its folder is named " + dataset,
                    "name the folder like the dataset");
        }
        return contract;
    }

    /** The contract in that file, wherever it stands. */
    public static Contract compiled(Path file) throws BadFile {
        Compiled compiled = ContractCompiler.compile(file);
        return compiled.contract().orElseThrow(() -> new BadFile(file, compiled.problems()));
    }
}
