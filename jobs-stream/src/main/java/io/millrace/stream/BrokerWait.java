package io.millrace.stream;

import io.millrace.pipeline.run.RunFailure;
import io.millrace.pipeline.run.RunListener;
import io.millrace.stream.kafka.Broker;
import java.time.Duration;

/** Asks a broker that may be away again and again, for as long as there is patience. */
final class BrokerWait {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Broker broker;
    private final Duration patience;
    private final RunListener listener;

    BrokerWait(Broker broker, Duration patience, RunListener listener) {
        this.broker = broker;
        this.patience = patience;
        this.listener = listener;
    }

    <T> T until(Question<T> question) throws RunFailure, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        boolean told = false;
        while (true) {
            try {
                T answer = question.ask();
                if (told) {
                    listener.notice("the broker at " + broker.address() + " answers now");
                }
                return answer;
            } catch (Broker.Away e) {
                if (!told) {
                    told = true;
                    listener.notice("no answer from the broker at " + broker.address() + "; trying again for up to "
                            + patience.toSeconds() + " s");
                }
                if (System.nanoTime() > deadline) {
                    throw new RunFailure(
                            RunFailure.Kind.TRY_AGAIN,
                            "no answer from the broker at " + broker.address() + " within " + patience.toSeconds()
                                    + " s (" + e.getMessage()
                                    + "). Is it running, and is the address right? Nothing was read or written.");
                }
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Something that only the broker knows. */
    interface Question<T> {
        T ask() throws RunFailure, Broker.Away;
    }
}
