package io.millrace.cli.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.terminal.Section;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.contract.Contract;
import io.millrace.contract.diff.Change;
import io.millrace.contract.diff.ContractDiff;
import io.millrace.contract.diff.Verdict;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        // What is worst comes first, of alike ones what stands first in the file.
        List<Change> changes = ContractDiff.between(old, coming).stream()
                .sorted(Comparator.comparing((Change change) -> change.kind().verdict())
                        .reversed())
                .toList();
        boolean isSafe = changes.stream().noneMatch(change -> change.kind().verdict() == Verdict.BREAKING);
        if (call.wantsJson()) {
            call.print(json -> write(json, old, coming, isSafe, changes));
        } else {
            print(old, coming, isSafe, changes);
        }
        return isSafe ? Exit.OK : Exit.UNSAFE;
    }

    private void print(Contract old, Contract coming, boolean isSafe, List<Change> changes) {
        Style style = call.terminal().outStyle();
        call.print(name(old) + " → " + name(coming));
        for (Change change : changes) {
            call.print(mark(change.kind().verdict(), style) + "  "
                    + change.kind().word() + ": " + Visible.text(change.what()));
            call.print("          " + change.kind().why());
            if (!change.kind().wayOut().isEmpty()) {
                call.print("          → " + change.kind().wayOut());
            }
        }
        if (changes.isEmpty()) {
            call.print(style.good("the same") + ": nothing changes");
        } else {
            call.print(
                    isSafe
                            ? style.good("safe") + ": nothing breaks"
                            : style.bad("unsafe") + ": do not release it like this");
        }
    }

    private static String mark(Verdict verdict, Style style) {
        return switch (verdict) {
            case SAFE -> style.good("safe    ");
            case NOTICE -> style.doubtful("notice  ");
            case BREAKING -> style.bad("breaking");
        };
    }

    private static String name(Contract contract) {
        return contract.dataset() + "@" + contract.version();
    }

    private static void write(JsonGenerator json, Contract old, Contract coming, boolean isSafe, List<Change> changes)
            throws IOException {
        json.writeBooleanField("safe", isSafe);
        json.writeStringField("before", name(old));
        json.writeStringField("after", name(coming));
        json.writeArrayFieldStart("changes");
        for (Change change : changes) {
            json.writeStartObject();
            json.writeStringField("kind", change.kind().word());
            json.writeStringField("verdict", change.kind().verdict().name().toLowerCase(Locale.ROOT));
            json.writeStringField("what", change.what());
            json.writeStringField("why", change.kind().why());
            json.writeStringField("way_out", change.kind().wayOut());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
