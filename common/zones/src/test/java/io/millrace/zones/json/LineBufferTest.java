package io.millrace.zones.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Texts are escaped alike whether they come as bytes, which are looked at eight at a time, or as a string. */
class LineBufferTest {

    private static final String[] PIECES = {
        "a", "~", " ", "\u007f", "\"", "\\", "\n", "\u0000", "\u001f", "!", "#", "[", "]", "é", "東", "😀"
    };

    @Test
    void bytes_and_strings_come_out_alike_wherever_the_escapes_stand() {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(random.nextInt(3) > 0 ? "x" : PIECES[random.nextInt(PIECES.length)]);
            }
            String whole = text.toString();

            assertThat(new LineBuffer()
                            .utf8(whole.getBytes(StandardCharsets.UTF_8))
                            .toBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(new String(new LineBuffer().text(whole).toBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void every_byte_that_is_no_text_is_found_at_every_place() {
        for (int at = 0; at < 20; at++) {
            for (int unit = 0x80; unit < 0x100; unit++) {
                byte[] text = "x".repeat(20).getBytes(StandardCharsets.US_ASCII);
                text[at] = (byte) unit;
                LineBuffer line = new LineBuffer().raw('[');

                assertThat(line.tryUtf8(text)).isFalse();
                assertThat(line.length()).isEqualTo(1);
            }
        }
    }
}
