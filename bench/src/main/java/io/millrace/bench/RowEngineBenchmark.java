package io.millrace.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.mask.MaskKey;
import io.millrace.pipeline.plan.Plans;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.Outcome.Clean;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Judges transactions under the shipped contract, beside Jackson making a tree of the same bytes. An operation is one
 * record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowEngineBenchmark {

    private static final int RECORDS = 4096;
    private static final String MASK = "    mask: { token: hmac, show_last: 4 }\n";
    private static final List<MaskKey> KEYS =
            List.of(new MaskKey("bench", "a key for benchmarks only".getBytes(StandardCharsets.US_ASCII)));

    private final ObjectMapper mapper = new ObjectMapper();
    private byte[][] good;
    private byte[][] bad;
    private Judge judge;
    private Judge judgeWithoutMasks;
    private int next;

    @Setup
    public void prepare() throws IOException {
        String contract = Files.readString(Path.of("contracts", "transactions", "contract.yaml"));
        judge = judge(contract);
        judgeWithoutMasks = judge(contract.replace(MASK, ""));
        good = new TransactionRecords(1).good(RECORDS);
        bad = new TransactionRecords(2).bad(RECORDS);
        for (int index = 0; index < RECORDS; index++) {
            check(judge.judge(good[index]) instanceof Clean, good[index]);
            check(!(judge.judge(bad[index]) instanceof Clean), bad[index]);
        }
    }

    /** Everything: parse, standardize, validate, rules, token, masked text, key. */
    @Benchmark
    public Outcome judge_good() {
        return judge.judge(good[advance()]);
    }

    /** The same without the mask, and so without its HMAC. */
    @Benchmark
    public Outcome judge_good_without_masks() {
        return judgeWithoutMasks.judge(good[advance()]);
    }

    /** Records with a violation each, messages included. */
    @Benchmark
    public Outcome judge_bad() {
        return judge.judge(bad[advance()]);
    }

    /** What Jackson takes for a tree of the same bytes, before anyone has looked at a field. */
    @Benchmark
    public JsonNode jackson_tree_good() throws IOException {
        return mapper.readTree(good[advance()]);
    }

    private int advance() {
        next = (next + 1) & (RECORDS - 1);
        return next;
    }

    private static Judge judge(String contract) {
        return new Judge(
                Plans.plan(ContractCompiler.compile("contract.yaml", contract.getBytes(StandardCharsets.UTF_8))
                        .contract()
                        .orElseThrow()),
                KEYS);
    }

    private static void check(boolean expected, byte[] record) {
        if (!expected) {
            throw new IllegalStateException("unexpected outcome of " + new String(record, StandardCharsets.UTF_8));
        }
    }
}
