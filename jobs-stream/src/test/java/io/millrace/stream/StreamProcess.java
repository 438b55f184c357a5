package io.millrace.stream;

import io.millrace.pipeline.run.RunRequest.StateBackend;
import io.millrace.stream.FaultyFiles.Effect;
import io.millrace.stream.FaultyFiles.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;

/** {@link StreamMain} in a process that can be killed. */
final class StreamProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_FAILURE = Duration.ofMinutes(1);

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private StreamProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::listen, "stream-process");
        reader.setDaemon(true);
        reader.start();
    }

    static StreamProcess start(String brokers, Path folder, StateBackend backend) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dmillrace.home=" + System.getProperty("millrace.home"),
                "-Dlog4j2.configurationFile=" + Path.of(System.getProperty("millrace.home"), "flink-conf/log4j2.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                StreamMain.class.getName(),
                brokers,
                folder.toString(),
                backend.name()));
        return new StreamProcess(new ProcessBuilder(command)
                .redirectError(folder.resolve("stream.err").toFile())
                .start());
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            said.add("closed"); // the process was killed
        }
    }

    /** Returns when it reads records. */
    void awaitReading() {
        await(
                LONGEST_START,
                () -> !process.isAlive()
                        || said.stream().anyMatch(line -> line.startsWith("read ") && !line.startsWith("read 0,")));
        if (!process.isAlive()) {
            throw new AssertionError("the stream process ended by itself: " + said);
        }
    }

    /** Returns when the job has failed by that fault. */
    void failAt(Fault fault) throws IOException {
        long before = failures();
        plant(fault, Effect.FAIL);
        await(LONGEST_FAILURE, () -> failures() > before);
    }

    /** Returns when the process has died at that moment. */
    void dieAt(Fault fault) throws IOException {
        plant(fault, Effect.DIE);
        await(LONGEST_FAILURE, () -> !process.isAlive());
    }

    private void await(Duration longest, Callable<Boolean> condition) {
        Awaitility.waitAtMost(longest)
                .conditionEvaluationListener(new ConditionEvaluationListener<>() {
                    @Override
                    public void conditionEvaluated(EvaluatedCondition<Object> evaluated) {}

                    @Override
                    public void onTimeout(TimeoutEvent timeout) {
                        System.err.println(timeout.getDescription() + "; the stream said:");
                        said.forEach(System.err::println);
                    }
                })
                .until(condition);
    }

    private void plant(Fault fault, Effect effect) throws IOException {
        process.getOutputStream().write((fault + " " + effect + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private long failures() {
        return said.stream()
                .filter(line -> line.contains("goes on from its last checkpoint"))
                .count();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
