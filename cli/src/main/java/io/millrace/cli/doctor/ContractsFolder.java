package io.millrace.cli.doctor;

import io.millrace.cli.Call;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Settings;
import io.millrace.cli.contracts.BadFile;
import io.millrace.cli.contracts.Contracts;
import java.util.ArrayList;
import java.util.List;

/** Whether the contracts are there and compile, and which of them mask. */
record ContractsFolder(Finding finding, List<String> masking) {

    static ContractsFolder look(Call call, Settings settings) {
        Contracts contracts;
        try {
            contracts = Contracts.of(call, settings);
        } catch (Failure e) {
            return new ContractsFolder(
                    Finding.bad("contracts", e.getMessage(), e.advice().toArray(String[]::new)), List.of());
        }
        List<String> masking = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (String dataset : contracts.datasets()) {
            try {
                if (contracts.contract(dataset).masksFields()) {
                    masking.add(dataset);
                }
            } catch (Failure | BadFile e) {
                bad.add(dataset);
            }
        }
        return new ContractsFolder(finding(contracts, bad), masking);
    }

    private static Finding finding(Contracts contracts, List<String> bad) {
        if (!bad.isEmpty()) {
            return Finding.bad(
                    "contracts",
                    "these do not compile: " + String.join(", ", bad),
                    "millrace validate --contracts " + contracts.folder() + " shows every problem");
        }
        return contracts.datasets().isEmpty()
                ? Finding.doubtful(
                        "contracts", "none in " + contracts.folder(), "name the right folder with --contracts DIR")
                : Finding.ok(
                        "contracts", String.join(", ", contracts.datasets()) + " compile (" + contracts.folder() + ")");
    }
}
