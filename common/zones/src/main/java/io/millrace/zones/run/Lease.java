package io.millrace.zones.run;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.zones.run.Leases.Holder;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lease of a run that is at work, renewed until it is closed. */
final class Lease implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final RunPlace place;
    private final Leases leases;
    private final String attempt;
    private final Holder holder;
    private final Timer clock = new Timer("lease", true);
    private int turn;

    private Lease(RunPlace place, Leases leases, String attempt, Holder holder) {
        this.place = place;
        this.leases = leases;
        this.attempt = attempt;
        this.holder = holder;
    }

    /** @throws RunFailure when another run is at work */
    static Lease take(RunPlace place, String dataset, String attempt, Holder holder) throws RunFailure, IOException {
        Leases leases = new Leases(place, dataset);
        Lease lease = new Lease(place, leases, attempt, holder);
        boolean ours = false;
        try {
            place.zones().create(leases.lease(attempt, 0), holder.text());
            Optional<String> ahead = leases.ahead(attempt, holder);
            if (ahead.isPresent()) {
                throw Staging.taken(dataset, ahead);
            }
            ours = true;
        } finally {
            if (!ours) {
                lease.close();
            }
        }
        long period = Leases.RENEWED.toMillis();
        lease.clock.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        lease.renew();
                    }
                },
                period,
                period);
        return lease;
    }

    /** Whoever takes this run for dead because it fails does no harm; the next turn comes soon. */
    private synchronized void renew() {
        try {
            place.zones().create(leases.lease(attempt, turn + 1), holder.text());
            turn++;
            place.zones().delete(leases.lease(attempt, turn - 1));
        } catch (IOException e) {
            LOG.warn("the lease of this run was not renewed", e);
        }
    }

    /** A lease that cannot be taken back is one of a dead run soon: what the run has done stands. */
    @Override
    public void close() {
        clock.cancel();
        synchronized (this) {
            try {
                place.zones().delete(leases.lease(attempt, turn));
            } catch (IOException e) {
                LOG.warn("the lease of this run was not taken back", e);
            }
        }
    }
}
