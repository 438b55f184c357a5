package io.millrace.contract.compile;

import io.millrace.contract.Compiled;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Problems;
import io.millrace.contract.read.YamlReader;
import java.nio.file.Path;
import java.util.Optional;

/** Compiles a contract file; it never throws for what the file holds. */
public final class ContractCompiler {

    private ContractCompiler() {}

    public static Compiled compile(Path file) {
        Problems problems = new Problems(file.toString());
        return compile(YamlReader.read(file, problems), problems);
    }

    public static Compiled compile(String fileName, byte[] yaml) {
        Problems problems = new Problems(fileName);
        return compile(YamlReader.read(yaml, problems), problems);
    }

    private static Compiled compile(Optional<Mapping> root, Problems problems) {
        return new Compiled(root.flatMap(mapping -> Optional.empty()), problems.inFileOrder());
    }
}
