package io.millrace.pipeline.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.pipeline.text.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonScannerTest {

    private static final byte[] NO_GUESS = "\"\"".getBytes(StandardCharsets.US_ASCII);
    private static final String[] SEEDS = {
        "{\"a\":1,\"b\":[true,false,null],\"c\":{\"d\":\"x\\u00e9\\n\"},\"e\":-1.5e+10}",
        "[[],{},\"\",0,-0,1E5,0.25,\"\\\"\\\\\\/\\b\\f\\r\\t\"]",
        " {\r\n\t\"key\" : \"é😀\" , \"list\" : [ 1 , 2 ] }\n",
        "\"text\"",
        "-12.5",
        "null"
    };
    private static final String ALPHABET = "{}[]\":,\\ \t\n0123456789.-+eEtrufalsn/bx'é\u0001";

    /** Strict as it is; only its limits are put out of the way. */
    private final ObjectMapper jackson = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    JsonScannerTest() {
        jackson.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(JsonScanner.MAX_DEPTH)
                        .build());
    }

    @Test
    void the_scanner_and_jackson_agree_on_what_is_json() {
        int accepted = 0;
        for (long seed = 0; seed < 60_000; seed++) {
            String text = mutated(new Random(seed));
            boolean isJson = isJson(text);
            accepted += isJson ? 1 : 0;
            assertThat(isJson).as("seed %d: <%s>", seed, text).isEqualTo(jacksonAccepts(text));
        }
        assertThat(accepted).isBetween(5_000, 55_000);
    }

    @Test
    void a_guess_changes_nothing() {
        byte[] guess = "\"a\"".getBytes(StandardCharsets.US_ASCII);
        for (long seed = 0; seed < 20_000; seed++) {
            byte[] json = mutated(new Random(seed)).getBytes(StandardCharsets.UTF_8);
            assertThat(names(json, guess)).as("seed %d", seed).isEqualTo(names(json, NO_GUESS));
        }
    }

    @Test
    void utf8_is_what_the_decoder_of_the_jdk_takes() {
        int valid = 0;
        for (long seed = 0; seed < 60_000; seed++) {
            byte[] bytes = almostUtf8(new Random(seed));
            boolean isValid = Utf8.invalidAt(bytes) < 0;
            valid += isValid ? 1 : 0;
            assertThat(isValid).as("seed %d", seed).isEqualTo(decodes(bytes));
        }
        assertThat(valid).isBetween(5_000, 55_000);
    }

    private static boolean isJson(String text) {
        return names(text.getBytes(StandardCharsets.UTF_8), NO_GUESS).endsWith("|no fault");
    }

    /** The names and the slices of the members, and the fault. */
    private static String names(byte[] json, byte[] guess) {
        JsonScanner scanner = new JsonScanner();
        StringBuilder seen = new StringBuilder();
        if (scanner.open(json)) {
            while (scanner.nextName(guess)) {
                seen.append(scanner.nameFrom())
                        .append('-')
                        .append(scanner.nameTo())
                        .append(':');
                if (!scanner.readValue()) {
                    break;
                }
                seen.append(scanner.valueFrom())
                        .append('-')
                        .append(scanner.valueTo())
                        .append(',');
            }
        }
        return seen + "|" + (scanner.fault() == null ? "no fault" : scanner.fault());
    }

    private boolean jacksonAccepts(String text) {
        try {
            return !jackson.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDS[random.nextInt(SEEDS.length)]);
        int changes = random.nextInt(4);
        for (int change = 0; change < changes && text.length() > 0; change++) {
            int at = random.nextInt(text.length());
            char character = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, character);
                case 1 -> text.insert(at, character);
                default -> text.deleteCharAt(at);
            }
        }
        // A pair cut in two is no text that bytes could hold.
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static byte[] almostUtf8(Random random) {
        byte[] bytes = "abcdefgh é ß 日本 😀 \u07ff\u0800\uffff xyz".getBytes(StandardCharsets.UTF_8);
        int changes = random.nextInt(3);
        for (int change = 0; change < changes; change++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return Arrays.copyOf(bytes, random.nextInt(3) == 0 ? random.nextInt(bytes.length) : bytes.length);
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
