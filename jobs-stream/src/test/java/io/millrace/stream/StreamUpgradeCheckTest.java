package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contract.Contract;
import io.millrace.contract.diff.ChangeKind;
import io.millrace.contract.diff.Verdict;
import io.millrace.flink.savepoint.StateRecord;
import io.millrace.flink.savepoint.StateRecord.Version;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.pipeline.upgrade.Finding;
import io.millrace.pipeline.upgrade.UpgradeReport;
import io.millrace.pipeline.upgrade.UpgradeRequest;
import io.millrace.pipeline.upgrade.UpgradeRequest.From;
import io.millrace.stream.upgrade.StateKind;
import io.millrace.stream.upgrade.StreamUpgradeCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks at savepoints that releases wrote. */
class StreamUpgradeCheckTest {

    private static final String CONTRACT = Payments.CONTRACT.replace("within: 7 d", "within: 3660 d");
    private static final String NEXT = CONTRACT.replace("version: 1", "version: 2");
    private static final String RELEASE = "0.1.0";

    @TempDir
    private Path folder;

    static List<Version> versions() {
        return StateRecord.shipped().versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void this_release_can_go_on_from_every_version_on_record(Version version) throws Exception {
        UpgradeReport report = check(golden(version.number()), CONTRACT, Optional.of(contract(CONTRACT)));

        assertThat(report.isSafe()).as("%s", report.findings()).isTrue();
        assertThat(report.before()).contains("payments@1");
    }

    @Test
    void a_savepoint_says_itself_by_which_contract_it_was_written() throws Exception {
        String next = NEXT.replace("\nfields:", "\nfields:\n  - { name: note, type: string }");

        UpgradeReport report = check(golden(2), next, Optional.empty());

        assertThat(report.isSafe()).isTrue();
        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactly(StateKind.OFFSETS_NOT_ASKED.word(), ChangeKind.FIELD_ADDED_OPTIONAL.word());
    }

    @Test
    void a_contract_that_breaks_is_unsafe_and_the_way_out_is_told() throws Exception {
        UpgradeReport report = check(golden(2), NEXT.replace("key: [id]", "key: [id, amount]"), Optional.empty());

        assertThat(report.isSafe()).isFalse();
        assertThat(report.findings())
                .filteredOn(finding -> finding.verdict() == Verdict.BREAKING)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(ChangeKind.KEY_CHANGED.word());
                    assertThat(finding.what()).isEqualTo("key [id] becomes [id, amount]");
                    assertThat(finding.wayOut()).isNotBlank();
                });
    }

    @Test
    void a_savepoint_without_a_contract_is_not_called_safe() throws Exception {
        UpgradeReport report = check(golden(1), CONTRACT, Optional.empty());

        assertThat(report.isSafe()).isFalse();
        assertThat(report.findings()).extracting(Finding::kind).contains(StateKind.CONTRACT_UNKNOWN.word());
    }

    @Test
    void a_savepoint_of_another_dataset_is_unsafe() throws Exception {
        UpgradeReport report =
                check(golden(2), NEXT.replace("dataset: payments", "dataset: refunds"), Optional.empty());

        assertThat(report.findings())
                .extracting(Finding::kind)
                .contains(StateKind.OPERATOR_GONE.word(), ChangeKind.DATASET_RENAMED.word());
    }

    @Test
    void a_damaged_savepoint_is_unsafe() throws Exception {
        byte[] metadata = Files.readAllBytes(GoldenSavepoint.resource(2).resolve("savepoint/_metadata"));
        Files.write(folder.resolve("_metadata"), Arrays.copyOf(metadata, metadata.length / 2));

        UpgradeReport report = check(new From.Snapshot(folder.toUri()), CONTRACT, Optional.empty());

        assertThat(report.isSafe()).isFalse();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(StateKind.SNAPSHOT_UNREADABLE.word());
    }

    @Test
    void a_release_is_compared_by_what_it_wrote() throws Exception {
        UpgradeReport report = check(new From.Release(RELEASE), NEXT, Optional.of(contract(CONTRACT)));

        assertThat(report.isSafe()).as("%s", report.findings()).isTrue();
    }

    @Test
    void a_release_that_is_not_on_record_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> check(new From.Release("9.9.9"), CONTRACT, Optional.empty()))
                .isInstanceOf(RunFailure.class)
                .hasMessageContaining("there is no release 9.9.9 on record; there are " + RELEASE);
    }

    private static UpgradeReport check(From from, String after, Optional<Contract> before) throws RunFailure {
        return new StreamUpgradeCheck()
                .check(new UpgradeRequest(
                        from, contract(after), before, 2, StateBackend.ROCKSDB, Optional.empty(), "payments"));
    }

    private static From golden(int version) {
        return new From.Snapshot(
                GoldenSavepoint.resource(version).resolve("savepoint").toUri());
    }

    private static Contract contract(String yaml) {
        return Requests.plan(yaml).contract();
    }
}
