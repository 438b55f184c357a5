package io.millrace.cli.audit;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.config.TakesSettings;
import io.millrace.zones.books.Audit;
import java.util.List;
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
            "Run it while no stream writes to the dataset. Ends with 4 when the books do not balance",
            "and names the first 20 positions with the files that they stand in."
        },
        footer = {
            "  millrace audit",
            "  millrace audit transactions --lake /data/lake --brokers kafka:9092",
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
        return List.of(Setting.LAKE, Setting.BROKERS, Setting.CLIENT);
    }

    @Override
    public Exit call() throws Exception {
        Settings settings = call.settings();
        Lakes lake = Lakes.open(settings.place(Setting.LAKE));
        List<Audit> audits = new Auditor(lake, call.terminal())
                .audit(lake.chosen(datasets), settings.optionalText(Setting.BROKERS), settings.clientProperties());
        boolean balanced = audits.stream().allMatch(Audit::balanced);
        if (call.wantsJson()) {
            call.print(json -> {
                json.writeStringField("lake", lake.lake().toString());
                json.writeBooleanField("balanced", balanced);
                json.writeArrayFieldStart("datasets");
                for (Audit audit : audits) {
                    json.writeStartObject();
                    new AuditText(audit).write(json);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        } else {
            audits.forEach(audit ->
                    new AuditText(audit).lines(call.terminal().outStyle()).forEach(call::print));
        }
        return balanced ? Exit.OK : Exit.BOOKS;
    }
}
