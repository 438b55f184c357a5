package io.millrace.cli.contracts;

import io.millrace.contract.Compiled;
import io.millrace.contract.Contract;
import io.millrace.contract.Problem;
import io.millrace.contract.Problem.Severity;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.sample.SampleReport;
import io.millrace.pipeline.sample.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be said about one contract: its problems and how its samples went. Files are named from {@code base} on
 * when they are below it, as the person who asks would name them.
 */
record Verdict(Path file, Path base, Optional<Contract> contract, List<Problem> problems, SampleReport samples) {

    private static final SampleReport NO_SAMPLES = new SampleReport(List.of(), List.of());

    static Verdict of(Path file, Path base) throws IOException {
        Compiled compiled = ContractCompiler.compile(file);
        SampleReport samples = compiled.contract().isPresent()
                ? Samples.run(file.getParent(), Plans.plan(compiled.contract().get()))
                : NO_SAMPLES;
        return new Verdict(file, base, compiled.contract(), compiled.problems(), samples);
    }

    boolean isGood() {
        return contract.isPresent() && errors() == 0 && samples.passed();
    }

    long errors() {
        return Stream.concat(problems.stream(), samples.problems().stream())
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
    }

    /** A file as the person who asks would name it. */
    String shown(String path) {
        Path absolute = Path.of(path);
        return absolute.startsWith(base) ? base.relativize(absolute).toString() : path;
    }

    /** The same problem in a file of that name. */
    Problem shown(Problem problem) {
        return new Problem(
                problem.severity(),
                shown(problem.file()),
                problem.line(),
                problem.column(),
                problem.offending(),
                problem.message(),
                problem.advice());
    }
}
