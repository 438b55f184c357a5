package io.millrace.stream.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the jar that a cluster is given, and what must not be. */
class ApplicationJarIT {

    /** Every task manager of a session fetches it once, so it must not grow without somebody noticing. */
    private static final long LARGEST = 75_000_000;

    private static final List<String> OF_THE_CLUSTER = List.of(
            "org/apache/flink/api/",
            "org/apache/flink/configuration/",
            "org/apache/flink/contrib/",
            "org/apache/flink/core/",
            "org/apache/flink/runtime/",
            "org/apache/flink/shaded/",
            "org/apache/flink/state/",
            "org/apache/flink/streaming/api/",
            "org/apache/flink/fs/",
            "org/apache/logging/",
            "org/rocksdb/",
            "org/slf4j/");

    @Test
    void it_holds_the_job_and_nothing_of_flinks_runtime_or_its_plugins() throws IOException {
        try (JarFile jar = new JarFile(Cluster.JAR.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names)
                    .contains(
                            "io/millrace/cli/stream/StreamApplication.class",
                            "io/millrace/cli/batch/BatchApplication.class",
                            "io/millrace/batch/FlinkClusterRunner.class",
                            "META-INF/services/io.millrace.pipeline.run.BoundedRunner",
                            "io/millrace/flink/DatasetFlow.class",
                            "org/apache/flink/connector/kafka/source/KafkaSource.class",
                            "META-INF/services/io.millrace.pipeline.run.Submitter")
                    .noneMatch(name -> OF_THE_CLUSTER.stream().anyMatch(name::startsWith))
                    .noneMatch(name -> name.startsWith("com/google/cloud/") || name.startsWith("com/amazonaws/"))
                    .noneMatch(name -> name.startsWith("io/millrace/testkit/"))
                    .noneMatch(name -> name.endsWith("log4j2.xml"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.millrace.cli.stream.StreamApplication");
        }
    }

    @Test
    void its_size_is_watched() throws IOException {
        long size = Files.size(Cluster.JAR);
        System.out.printf("%s: %,d bytes%n", Path.of(Cluster.JAR.toString()).getFileName(), size);
        assertThat(size).isLessThan(LARGEST);
    }
}
