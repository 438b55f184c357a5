package io.millrace.cli.batch;

import io.millrace.cli.Call;
import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.TakesSettings;
import io.millrace.cli.run.SummaryText;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.Nearest;
import io.millrace.cli.terminal.Visible;
import io.millrace.contract.time.Timestamps;
import io.millrace.zones.Lake;
import io.millrace.zones.file.Storage;
import io.millrace.zones.run.LakeView;
import io.millrace.zones.run.RunMarker;
import io.millrace.zones.run.RunMarker.RunFile;
import io.millrace.zones.run.RunMarker.RunInput;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace runs show}. */
@Command(name = "show", description = "Shows a bounded run: what it read, made and met.")
public final class RunsShow implements Callable<Exit>, TakesSettings {

    private final Call call;

    @Parameters(index = "0", paramLabel = "DATASET", description = "The dataset.")
    private String dataset;

    @Parameters(index = "1", paramLabel = "RUN", description = "The run, such as 000017.")
    private String run;

    public RunsShow(Call call) {
        this.call = call;
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.LAKE, Setting.STORAGE);
    }

    @Override
    public Exit call() throws Exception {
        Lake lake = new Lake(call.settings().place(Setting.LAKE));
        LakeView view = LakeView.read(Storage.of(lake.root()), lake, dataset);
        List<String> names = view.runs().stream().map(RunMarker::run).toList();
        RunMarker marker = view.run(run)
                .orElseThrow(() -> Failure.usage(
                        "there is no run " + run + " of " + dataset + " in " + lake,
                        Nearest.to(run, names)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("millrace runs list " + dataset)));
        if (call.wantsJson()) {
            call.print(json -> {
                RunText.write(marker, view, json);
                json.writeArrayFieldStart("inputs");
                for (RunInput input : marker.inputs()) {
                    json.writeStartObject();
                    json.writeStringField("source", input.source());
                    json.writeNumberField("bytes", input.bytes());
                    json.writeNumberField("records", input.records());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeArrayFieldStart("paths");
                for (RunFile file : marker.files()) {
                    json.writeString(file.path());
                }
                json.writeEndArray();
            });
            return Exit.OK;
        }
        call.print("run " + marker.run() + " of " + dataset + ", " + marker.contract() + ", "
                + RunText.state(marker, view).strip());
        marker.origin().ifPresent(origin -> call.print("committed " + Timestamps.text(origin.at())));
        new SummaryText(BatchText.summary(marker))
                .lines(call.terminal().outStyle())
                .forEach(call::print);
        call.print("read");
        for (RunInput input : marker.inputs()) {
            call.print("  " + Visible.text(input.source()) + "  " + Amounts.bytes(input.bytes()) + ", "
                    + Amounts.count(input.records(), "record"));
        }
        call.print("made");
        for (RunFile file : marker.files()) {
            call.print(
                    "  " + file.path() + "  " + Amounts.bytes(file.bytes()) + ", " + Amounts.count(file.rows(), "row"));
        }
        return Exit.OK;
    }
}
