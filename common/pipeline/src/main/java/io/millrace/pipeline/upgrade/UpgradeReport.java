package io.millrace.pipeline.upgrade;

import io.millrace.contract.diff.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param from what was looked at, in words
 * @param before the contract by which the job judged so far, such as {@code transactions@1}, when that is known
 */
public record UpgradeReport(String from, Optional<String> before, String after, List<Finding> findings) {

    public UpgradeReport {
        findings = List.copyOf(findings);
    }

    /** Whether the job can go on without losing or misreading anything. */
    public boolean isSafe() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Verdict.BREAKING);
    }
}
