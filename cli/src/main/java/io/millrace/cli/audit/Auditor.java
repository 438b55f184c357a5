package io.millrace.cli.audit;

import io.millrace.cli.Exit;
import io.millrace.cli.Failure;
import io.millrace.cli.kafka.KafkaOffsets;
import io.millrace.cli.terminal.Amounts;
import io.millrace.cli.terminal.LiveLine;
import io.millrace.cli.terminal.Terminal;
import io.millrace.pipeline.run.RunRequest.ClientProperty;
import io.millrace.zones.books.Audit;
import io.millrace.zones.books.Books;
import io.millrace.zones.books.OffsetAuthority;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Audits datasets of a lake and shows how far it has come. */
public final class Auditor {

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Lakes lake;
    private final Terminal terminal;
    private final LiveLine line;
    private long printed = System.nanoTime();

    public Auditor(Lakes lake, Terminal terminal) {
        this.lake = lake;
        this.terminal = terminal;
        this.line = new LiveLine(terminal);
    }

    /** Audits each of them, with the broker as the authority on offsets when one is given. */
    public List<Audit> audit(List<String> datasets, Optional<String> brokers, List<ClientProperty> client)
            throws Failure, IOException {
        if (brokers.isEmpty()) {
            return audit(datasets, OffsetAuthority.none());
        }
        try (KafkaOffsets offsets = new KafkaOffsets(brokers.get(), client)) {
            return audit(datasets, offsets);
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains("the broker at ")) {
                throw new Failure(
                        Exit.TRY_AGAIN, e.getMessage(), e, List.of("without --brokers the zones are audited alone"));
            }
            throw e;
        }
    }

    private List<Audit> audit(List<String> datasets, OffsetAuthority authority) throws IOException {
        List<Audit> audits = new ArrayList<>();
        try {
            for (String dataset : datasets) {
                audits.add(Books.audit(
                        lake.files(),
                        lake.lake(),
                        dataset,
                        authority,
                        (files, ofFiles, bytes, ofBytes) -> progress(dataset, files, ofFiles, bytes, ofBytes)));
            }
        } finally {
            line.clear();
        }
        return audits;
    }

    private void progress(String dataset, long files, long ofFiles, long bytes, long ofBytes) {
        String text = "auditing " + dataset + ": " + Amounts.count(files) + " of " + Amounts.count(ofFiles, "file")
                + ", " + Amounts.bytes(bytes) + " of " + Amounts.bytes(ofBytes);
        if (terminal.live()) {
            line.show(text);
        } else if (System.nanoTime() - printed > QUIET_NANOS) {
            printed = System.nanoTime();
            line.print(text);
        }
    }
}
