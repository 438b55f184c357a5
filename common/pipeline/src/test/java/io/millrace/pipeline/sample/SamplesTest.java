package io.millrace.pipeline.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contract.Problem;
import io.millrace.contract.compile.ContractCompiler;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.plan.Plans;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {

    private static final String CONTRACT = """
            contract: 1
            dataset: payments
            version: 1
            owner: tests
            source: { format: json }
            key: [id]
            dedupe: { keep: first, within: 7 d }
            event_time: at
            partition: { by: event_time, zone: UTC }
            unknown_fields: drop
            fields:
              - { name: id, type: bigint, required: true }
              - { name: at, type: timestamp, required: true }
              - { name: amount, type: "decimal(9,2)" }
            """;

    private static final String START = "record: '{\"id\":1,\"at\":\"2025-04-06T10:00:00Z\"";

    private final Plan plan =
            Plans.plan(ContractCompiler.compile("contract.yaml", CONTRACT.getBytes(StandardCharsets.UTF_8))
                    .contract()
                    .orElseThrow());

    @Test
    void samples_that_go_as_expected_pass() {
        SampleReport report = run("""
                - name: good
                  %s,"amount":12.5}'
                  expect: clean
                  row: { amount: "12.50", at: "2025-04-06 12:00+02:00" }
                - name: again
                  %s}'
                  expect: duplicate
                  of: good
                - name: tombstone
                  record: ~
                  expect: rejected
                  violations: [{ code: EMPTY }]
                - name: not text
                  record_base64: /w==
                  expect: rejected
                  violations: [{ code: INVALID_UTF8 }]
                """.formatted(START, START));

        assertThat(report.text()).isEmpty();
        assertThat(report.problems()).isEmpty();
        assertThat(report.results()).hasSize(4);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void a_sample_that_goes_otherwise_shows_both_side_by_side() {
        SampleReport report = run("""
                - name: wrong amount
                  %s,"amount":12.5}'
                  expect: clean
                  row: { amount: 12.6, colour: red }
                - name: not rejected
                  record: '{"id":2,"at":"2025-04-06T10:00:00Z"}'
                  expect: rejected
                  violations: [{ code: MISSING, field: amount }]
                """.formatted(START));

        assertThat(report.passed()).isFalse();
        assertThat(report.text()).isEqualTo("""
                samples.yaml:1: wrong amount
                          expected  found
                  amount  12.6      12.5
                  colour  red       no such column; there are id, at, amount

                samples.yaml:5: not rejected
                               expected        found
                  outcome      rejected        clean
                  violation 1  MISSING amount  (none)
                """);
    }

    @Test
    void what_is_wrong_with_a_file_is_told_with_its_place() {
        SampleReport report = run("""
                - name: a
                  recrod: x
                  expect: clean
                - name: b
                  record: x
                  expect: perfect
                - name: c
                  record_base64: "%%%%"
                  expect: clean
                - 17
                """);

        assertThat(report.passed()).isFalse();
        assertThat(report.problems())
                .extracting(problem -> problem.place() + " " + problem.message())
                .containsExactly(
                        "samples.yaml:1:3 a sample has either record or record_base64",
                        "samples.yaml:2:3 a sample has no key recrod",
                        "samples.yaml:6:11 perfect is none of clean, rejected, duplicate",
                        "samples.yaml:8:18 not base64: Illegal base64 character 25",
                        "samples.yaml:10:3 a sample is a mapping, not a single value");
    }

    @Test
    void a_file_without_samples_is_a_problem() {
        assertThat(run("[]").problems())
                .extracting(Problem::message)
                .containsExactly("a file of samples without samples");
    }

    @Test
    void every_file_of_the_folder_is_a_stream_of_its_own(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve(Samples.FOLDER));
        for (String file : new String[] {"a.yaml", "b.yaml"}) {
            Files.writeString(
                    folder.resolve(Samples.FOLDER).resolve(file), "- name: one\n  " + START + "}'\n  expect: clean\n");
        }

        SampleReport report = Samples.run(folder, plan);

        assertThat(report.results()).hasSize(2).allMatch(SampleResult::passed);
    }

    @Test
    void a_folder_without_samples_has_none(@TempDir Path folder) throws IOException {
        assertThat(Samples.run(folder, plan).results()).isEmpty();
    }

    private SampleReport run(String yaml) {
        return Samples.run("samples.yaml", yaml.getBytes(StandardCharsets.UTF_8), plan);
    }
}
