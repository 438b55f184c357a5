package io.millrace.cli.contracts;

import io.millrace.cli.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the contract files that a person means by files and folders. */
final class ContractFiles {

    private static final int DEEPEST = 4;

    private ContractFiles() {}

    /** Each file itself; of a folder every {@code contract.yaml} in it and below. Sorted within an argument. */
    static List<Path> in(List<Path> places) throws Failure, IOException {
        Set<Path> files = new LinkedHashSet<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                files.addAll(inFolder(place));
            } else if (Files.exists(place)) {
                files.add(place);
            } else {
                throw Failure.usage("there is no " + place);
            }
        }
        return List.copyOf(files);
    }

    /** Follows links, as those of a mounted ConfigMap; what begins with a dot is not looked at. */
    private static List<Path> inFolder(Path folder) throws Failure, IOException {
        try (Stream<Path> below = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> found = below.filter(file -> file.endsWith(Contracts.FILE))
                    .filter(file -> !isHidden(folder.relativize(file)))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw Failure.usage(
                        "there is no " + Contracts.FILE + " in " + folder + " or below",
                        "a contract folder holds " + Contracts.FILE + " and samples/");
            }
            return found;
        } catch (UncheckedIOException e) {
            throw Failure.usage("cannot look through " + folder + ": " + e.getCause());
        }
    }

    private static boolean isHidden(Path below) {
        for (Path name : below) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
