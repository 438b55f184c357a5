package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.run.RunMarker.Origin;
import io.millrace.zones.run.RunMarker.RunFile;
import io.millrace.zones.run.RunMarker.Tally;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Staging on this machine for a lake elsewhere: files are uploaded under the names that they have in the zones.
 *
 * <p>No lock tells whether a run lives, and a lease only tells who was heard of lately. What is deleted all the same is
 * rubbish for certain: a file bears the number of its run, and of each number one run is committed. So a file whose
 * number is taken can never count; and a number that may still be somebody's is taken first, by a run of nothing.
 */
sealed class RemoteStaging extends Staging permits StoreStaging {

    /** Of a marker that takes a number away from a dead run. */
    private static final String NOBODY = "none";

    private static final String SWEEP = "sweep";

    private final Lease lease;

    RemoteStaging(RunPlace place, String dataset, StagingFolder folder, String attempt, Lease lease) {
        super(place, dataset, folder, attempt);
        this.lease = lease;
    }

    static RemoteStaging take(RunPlace place, String dataset, String owner, String attempt)
            throws RunFailure, IOException {
        return take(place, dataset, owner, attempt, RemoteStaging::new);
    }

    /** Of what has been taken. */
    interface Making<S extends RemoteStaging> {
        S of(RunPlace place, String dataset, StagingFolder folder, String attempt, Lease lease);
    }

    static <S extends RemoteStaging> S take(
            RunPlace place, String dataset, String owner, String attempt, Making<S> making)
            throws RunFailure, IOException {
        Path path = folder(place, dataset);
        StagingFolder folder = StagingFolder.take(path, dataset, owner);
        try {
            Leases.Holder holder = new Leases.Holder(machine() + ":" + path.toRealPath(), owner + ", on " + machine());
            return making.of(place, dataset, folder, attempt, Lease.take(place, dataset, attempt, holder));
        } catch (RunFailure | IOException e) {
            folder.close();
            throw e;
        }
    }

    /** One for each dataset of each lake, so that others on this machine are kept out by its lock. */
    private static Path folder(RunPlace place, String dataset) {
        CRC32 sum = new CRC32();
        sum.update(place.lake().toString().getBytes(StandardCharsets.UTF_8));
        return place.work().resolve(dataset + "-" + Long.toHexString(sum.getValue()));
    }

    /** The JVM names itself PROCESS@MACHINE. */
    private static String machine() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(name.indexOf('@') + 1);
    }

    @Override
    Swept sweep(LakeView view, Swept before) throws RunFailure, IOException {
        List<ZoneFile> unnamed = view.unnamed();
        String next = view.nextRun();
        if (unnamed.stream().anyMatch(file -> LakeView.runOf(file).equals(next))) {
            take(next);
        }
        Swept swept = StoreStaging.sweep(place, dataset, before);
        for (ZoneFile file : unnamed) {
            String run = LakeView.runOf(file);
            if (run.equals(next) || view.run(run).isPresent()) {
                place.zones().delete(file.uri());
                swept = swept.and(file.size());
            }
        }
        return swept;
    }

    private void take(String run) throws RunFailure, IOException {
        long now = Instant.EPOCH.until(Instant.now(), ChronoUnit.MICROS);
        RunMarker nothing = new RunMarker(dataset, run, NOBODY, SWEEP, new Tally(0, 0, 0, 0), List.of(), List.of())
                .with(List.of(), new Origin(now, 0, Optional.of("takes the number from a run that died")));
        try {
            nothing.commit(place.zones(), place.lake());
        } catch (FileAlreadyExistsException e) {
            throw Commit.overtaken(dataset, e);
        }
    }

    @Override
    final List<RunFile> publish(String run, List<StagedFile> staged) throws IOException, InterruptedException {
        List<RunFile> published = new ArrayList<>();
        try {
            for (StagedFile file : staged) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                URI target = target(run, published.size(), file);
                publish(file, target);
                published.add(published(target, file));
            }
        } catch (IOException | InterruptedException e) {
            withdraw(published, e);
            throw e;
        }
        published.sort(Comparator.comparing(RunFile::path));
        return published;
    }

    void publish(StagedFile file, URI target) throws IOException {
        place.zones().create(target, Path.of(file.uri()));
    }

    private void withdraw(List<RunFile> published, Exception why) {
        for (RunFile file : published) {
            try {
                place.zones().delete(lake().root().resolve(file.path()));
            } catch (IOException e) {
                why.addSuppressed(e); // the next run deletes it
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            lease.close();
        }
    }
}
