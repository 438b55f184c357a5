package io.millrace.cli.audit;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.terminal.Style;
import io.millrace.cli.terminal.Visible;
import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.warehouse.FailedCheck;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.WarehouseAudit;
import io.millrace.zones.books.WarehouseBooks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace audit}. */
@Command(
        name = "audit",
        description = {
            "Proves from the zones alone that every record in raw left by exactly one door: for each",
            "source and split, the offsets in raw are those in clean, rejected and duplicate, each once.",
            "With a broker, holes between offsets are explained and what is not read yet is counted.",
            "With a warehouse (the one given, or the one that is there), each day's rows in the zones are",
            "those in facts, held back or come again, put aside, or not loaded yet.",
            "Run it while no stream writes to the dataset. Ends with 4 when the books do not balance",
            "and names the first 20 positions with the files that they stand in."
        },
        footer = {
            "  millrace audit",
            "  millrace audit transactions --lake /data/lake --brokers kafka:9092",
            "  millrace audit --lake /data/lake --warehouse /data/warehouse",
            "  millrace audit --output json | jq '.datasets[].faults'"
        })
public final class AuditVerb implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(paramLabel = "DATASET", arity = "0..*", description = "Datasets of the lake. Default: all.")
    private List<String> datasets = List.of();

    public AuditVerb(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.LAKE, Setting.STORAGE, Setting.BROKERS, Setting.CLIENT, Setting.WAREHOUSE, Setting.SQL);
    }

    @Override
    public Exit call() throws Exception {
        Settings settings = call.settings();
        Lakes lake = Lakes.open(settings.place(Setting.LAKE));
        List<Audit> audits = new Auditor(lake, call.terminal())
                .audit(lake.chosen(datasets), settings.optionalText(Setting.BROKERS), settings.clientProperties());
        Optional<Ledger> ledger = Ledger.of(call, settings);
        List<WarehouseAudit> loaded = loaded(audits, ledger);
        List<FailedCheck> failed = ledger.isEmpty() ? List.of() : ledger.get().failedChecks();
        boolean balanced = audits.stream().allMatch(Audit::balanced)
                && loaded.stream().allMatch(WarehouseAudit::agrees)
                && failed.isEmpty();
        if (call.wantsJson()) {
            call.print(json -> {
                json.writeStringField("lake", lake.lake().toString());
                json.writeBooleanField("balanced", balanced);
                json.writeArrayFieldStart("datasets");
                for (int index = 0; index < audits.size(); index++) {
                    json.writeStartObject();
                    new AuditText(audits.get(index)).write(json);
                    if (!loaded.isEmpty()) {
                        json.writeObjectFieldStart("warehouse");
                        new WarehouseText(loaded.get(index)).write(json);
                        json.writeEndObject();
                    }
                    json.writeEndObject();
                }
                json.writeEndArray();
                if (ledger.isPresent()) {
                    json.writeArrayFieldStart("failed_checks");
                    for (FailedCheck check : failed) {
                        json.writeStartObject();
                        json.writeStringField("check", check.check());
                        json.writeStringField("detail", check.detail());
                        json.writeStringField("look", check.look());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
            });
        } else {
            Style style = call.terminal().outStyle();
            for (int index = 0; index < audits.size(); index++) {
                new AuditText(audits.get(index)).lines(style).forEach(call::print);
                if (!loaded.isEmpty()) {
                    new WarehouseText(loaded.get(index)).lines(style).forEach(call::print);
                }
            }
            failed.forEach(check -> call.print("the check " + check.check() + " does not hold: "
                    + Visible.text(check.detail()) + "; see " + check.look()));
        }
        return balanced ? Exit.OK : Exit.BOOKS;
    }

    /** Each of the audits held against the warehouse; none when there is no warehouse. */
    private static List<WarehouseAudit> loaded(List<Audit> audits, Optional<Ledger> ledger) throws RunFailure {
        if (ledger.isEmpty()) {
            return List.of();
        }
        WarehouseBooks books = ledger.get().books();
        return audits.stream().map(audit -> WarehouseAudit.of(audit, books)).toList();
    }
}
