package io.millrace.testkit.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The class path on which a broker process runs: the Kafka server is kept off every other class path of the suite. */
public record BrokerClasspath(String value) {

    private static final String SERVER = "kafka_2.13";

    /**
     * The class path of this process when it holds the Kafka server, else the one that the build wrote for the testkit
     * of the checkout named by the system property {@code millrace.home}.
     */
    public static BrokerClasspath find() throws BrokerFailure {
        String own = System.getProperty("java.class.path", "");
        if (holdsServer(own)) {
            return new BrokerClasspath(own);
        }
        String home = System.getProperty("millrace.home");
        if (home == null) {
            throw new BrokerFailure(
                    "no Kafka server on the class path, and the system property millrace.home does not say"
                            + " where the checkout is");
        }
        return read(Path.of(home, "common", "testkit", "target", "runtime.classpath"));
    }

    private static BrokerClasspath read(Path file) throws BrokerFailure {
        try {
            String value = Files.readString(file).strip();
            if (!holdsServer(value)) {
                throw new BrokerFailure(file + " names no Kafka server; build common/testkit anew (mvn package)");
            }
            return new BrokerClasspath(value);
        } catch (BrokerFailure e) {
            throw e;
        } catch (IOException e) {
            throw new BrokerFailure("cannot read " + file + "; build common/testkit first (mvn package)", e);
        }
    }

    private static boolean holdsServer(String classpath) {
        return Arrays.stream(classpath.split(File.pathSeparator))
                .anyMatch(entry -> Path.of(entry).getFileName() != null
                        && Path.of(entry).getFileName().toString().startsWith(SERVER));
    }
}
