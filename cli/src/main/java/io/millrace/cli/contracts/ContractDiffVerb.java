package io.millrace.cli.contracts;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.terminal.Section;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.upgrade.FindingText;
import io.millrace.contract.Contract;
import io.millrace.contract.diff.ContractDiff;
import io.millrace.contract.diff.Verdict;
import io.millrace.pipeline.upgrade.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace contract diff}. */
@Section("What to compare")
@Command(
        name = "diff",
        description = {
            "Says what changes between two contracts, what it means for running jobs, senders and readers,",
            "and what to do instead of a change that breaks. Ends with 0, or with 6 when a change breaks."
        })
public final class ContractDiffVerb implements Callable<Exit> {

    private final Call call;

    @Parameters(index = "0", paramLabel = "OLD", description = "The file of the contract as it is.")
    private String before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The file of the contract as it is to be.")
    private String after;

    public ContractDiffVerb(Call call) {
        this.call = call;
    }

    @Override
    public Exit call() throws Exception {
        Contract old = Contracts.compiled(call.path(before));
        Contract coming = Contracts.compiled(call.path(after));
        List<Finding> changes =
                ContractDiff.between(old, coming).stream().map(Finding::of).toList();
        boolean isSafe = changes.stream().noneMatch(change -> change.verdict() == Verdict.BREAKING);
        if (call.wantsJson()) {
            call.print(json -> {
                json.writeBooleanField("safe", isSafe);
                json.writeStringField("before", name(old));
                json.writeStringField("after", name(coming));
                new FindingText(changes).write("changes", json);
            });
        } else {
            print(old, coming, isSafe, changes);
        }
        return isSafe ? Exit.OK : Exit.UNSAFE;
    }

    private void print(Contract old, Contract coming, boolean isSafe, List<Finding> changes) {
        Style style = call.terminal().outStyle();
        call.print(name(old) + " → " + name(coming));
        new FindingText(changes).lines(style).forEach(call::print);
        if (changes.isEmpty()) {
            call.print(style.good("the same") + ": nothing changes");
        } else {
            call.print(
                    isSafe
                            ? style.good("safe") + ": nothing breaks"
                            : style.bad("unsafe") + ": do not release it like this");
        }
    }

    private static String name(Contract contract) {
        return contract.dataset() + "@" + contract.version();
    }
}
