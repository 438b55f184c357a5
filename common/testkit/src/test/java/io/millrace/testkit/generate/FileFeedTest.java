package io.millrace.testkit.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileFeedTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void writes_one_line_a_record() throws Exception {
        RecordGenerator generator = new RecordGenerator(
                GeneratorOptions.of("transactions", Carrier.LINES).withCount(5_000));
        Expectation expected = new FileFeed(out, Pace.UNLIMITED).run(generator, FeedListener.NONE);
        assertThat(expected.read()).isEqualTo(5_000);
        assertThat(lines()).isEqualTo(5_000);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n");
    }

    @Test
    void expects_what_it_wrote_when_it_is_ended_early() throws Exception {
        RecordGenerator generator = new RecordGenerator(GeneratorOptions.of("transactions", Carrier.LINES));
        List<Long> told = new ArrayList<>();
        FeedListener listener = new FeedListener() {
            @Override
            public void progress(long records, long bytes) {
                told.add(records);
            }

            @Override
            public boolean goesOn() {
                return generator.generated() < 3_000;
            }
        };
        Expectation expected = new FileFeed(out, Pace.UNLIMITED).run(generator, listener);
        assertThat(expected.read()).isEqualTo(lines()).isBetween(3_000L, 5_000L);
        assertThat(told).last().isEqualTo(expected.read());
    }

    @Test
    void keeps_to_its_pace() throws Exception {
        RecordGenerator generator = new RecordGenerator(
                GeneratorOptions.of("transactions", Carrier.LINES).withCount(101));
        long start = System.nanoTime();
        new FileFeed(out, new Pace(500)).run(generator, FeedListener.NONE);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
        assertThat(lines()).isEqualTo(101);
    }

    @Test
    void writes_records_longer_than_its_buffer() throws Exception {
        GeneratorOptions options = GeneratorOptions.of("transactions", Carrier.LINES)
                .withCount(5)
                .withMix(new GeneratorOptions.Mix(0, Map.of(BadKind.TOO_LARGE, 1.0), 0, 0));
        new FileFeed(out, Pace.UNLIMITED).run(new RecordGenerator(options), FeedListener.NONE);
        assertThat(lines()).isEqualTo(5);
        assertThat(out.size()).isGreaterThan(5 << 20);
    }

    @Test
    void takes_no_messages() {
        RecordGenerator generator = new RecordGenerator(GeneratorOptions.of("transactions", Carrier.MESSAGES));
        assertThatThrownBy(() -> new FileFeed(out, Pace.UNLIMITED).run(generator, FeedListener.NONE))
                .hasMessage("a file takes lines; the generator makes messages");
    }

    private long lines() {
        long lines = 0;
        for (byte unit : out.toByteArray()) {
            lines += unit == '\n' ? 1 : 0;
        }
        return lines;
    }
}
