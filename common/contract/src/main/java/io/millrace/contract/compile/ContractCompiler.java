package io.millrace.contract.compile;

import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.format.ContractFormat;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.contract.read.Problems;
import io.millrace.contract.read.YamlReader;
import io.millrace.contract.shape.Section;
import java.nio.file.Path;
import java.util.Optional;

/** Compiles a contract file: parse, check, contract. Whatever the file holds, the answer is a value. */
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
        Optional<Section> section = root.flatMap(mapping -> ContractFormat.ROOT.read(mapping, problems));
        Optional<Contract> contract = section.flatMap(parsed -> new ContractCheck(problems).contract(parsed));
        return new Compiled(contract, problems.inFileOrder());
    }
}
