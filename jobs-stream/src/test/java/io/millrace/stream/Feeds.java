package io.millrace.stream;

import io.millrace.testkit.broker.BrokerProcess;
import io.millrace.testkit.generate.Carrier;
import io.millrace.testkit.generate.Expectation;
import io.millrace.testkit.generate.FeedListener;
import io.millrace.testkit.generate.GeneratorOptions;
import io.millrace.testkit.generate.KafkaFeed;
import io.millrace.testkit.generate.RecordGenerator;

/** Fills topics with generated records. */
final class Feeds {

    private Feeds() {}

    /** Gives what must come of them. */
    static Expectation transactions(BrokerProcess broker, long records) throws Exception {
        RecordGenerator generator = new RecordGenerator(GeneratorOptions.of("transactions", Carrier.MESSAGES));
        try (KafkaFeed feed = new KafkaFeed(KafkaFeed.Options.to(broker.bootstrap(), "transactions"))) {
            return feed.run(generator, new FeedListener() {
                @Override
                public boolean goesOn() {
                    return generator.generated() < records;
                }
            });
        }
    }
}
