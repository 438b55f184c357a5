package io.millrace.cli.doctor;

import io.millrace.cli.Failure;
import io.millrace.cli.config.Setting;
import io.millrace.cli.config.Settings;
import io.millrace.cli.kafka.Clients;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** Whether the brokers answer. */
final class Broker {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SHOWN = 10;

    private Broker() {}

    static Finding reachable(Settings settings) throws Failure {
        Optional<String> brokers = settings.optionalText(Setting.BROKERS);
        if (brokers.isEmpty()) {
            return Finding.ok("broker", "none given (--brokers HOST:PORT looks at one)");
        }
        try (Admin admin = Admin.create(Clients.admin(brokers.get(), settings.clientProperties(), PATIENCE))) {
            Set<String> topics =
                    new TreeSet<>(admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            return Finding.ok("broker", brokers.get() + " answers; " + topics(topics));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.bad("broker", "interrupted");
        } catch (Exception e) {
            return Finding.bad(
                    "broker",
                    brokers.get() + " does not answer within " + PATIENCE.toSeconds() + " s",
                    "is it running, is the port right, does the network let this machine through?",
                    "with TLS or SASL, set kafka.properties in millrace.yaml");
        }
    }

    private static String topics(Set<String> topics) {
        if (topics.isEmpty()) {
            return "it has no topics yet";
        }
        return "topics: " + String.join(", ", topics.stream().limit(SHOWN).toList())
                + (topics.size() > SHOWN ? " and " + (topics.size() - SHOWN) + " more" : "");
    }
}
