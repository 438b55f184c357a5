package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Position;
import io.millrace.pipeline.run.Capability;
import io.millrace.zones.Lake;
import io.millrace.zones.Zone;
import io.millrace.zones.file.LocalFiles;
import io.millrace.zones.file.ZoneFile;
import io.millrace.zones.parquet.Seal;
import io.millrace.zones.run.LakeView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Reads what stands in the zones with readers that are not ours: Jackson for lines, DuckDB for Parquet. */
final class ActualLake {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Lake lake;
    private final Plan plan;
    private final LakeContent content = new LakeContent();

    private ActualLake(Lake lake, Plan plan) {
        this.lake = lake;
        this.plan = plan;
    }

    static LakeContent read(Lake lake, Plan plan) throws IOException {
        ActualLake actual = new ActualLake(lake, plan);
        LakeView view = LakeView.read(new LocalFiles(), lake, plan.dataset());
        for (ZoneFile file : view.files(Zone.RAW)) {
            try (InputStream in = new ZstdInputStreamNoFinalizer(Files.newInputStream(Path.of(file.uri())))) {
                actual.lines(Zone.RAW, file, in);
            }
        }
        for (ZoneFile file : view.files(Zone.ERROR)) {
            try (InputStream in = Files.newInputStream(Path.of(file.uri()))) {
                actual.lines(Zone.ERROR, file, in);
            }
        }
        List<Path> clean =
                view.files(Zone.CLEAN).stream().map(file -> Path.of(file.uri())).toList();
        new DuckRows(plan).read(clean, actual.content.clean());
        return actual.content;
    }

    /** The seals of clean files are as the runner that wrote them says. */
    static void checkSeals(Lake lake, Plan plan, Set<Capability> capabilities) throws IOException {
        for (ZoneFile file :
                LakeView.read(new LocalFiles(), lake, plan.dataset()).files(Zone.CLEAN)) {
            try (FileChannel channel = FileChannel.open(Path.of(file.uri()))) {
                if (capabilities.contains(Capability.SEALS)) {
                    assertThat(Seal.of(channel)).as(file.name()).isEqualTo(Seal.WHOLE);
                } else {
                    // What the driver leaves of another's file is sealed whoever runs.
                    assertThat(Seal.of(channel)).as(file.name()).isNotEqualTo(Seal.BROKEN);
                }
            }
        }
    }

    private void lines(Zone zone, ZoneFile file, InputStream in) throws IOException {
        String day = lake.folder(zone, plan.dataset())
                .relativize(file.uri())
                .getPath()
                .split("/")[0];
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode tree = JSON.readTree(line);
                Position position = new Position(
                        tree.get("_source").textValue(),
                        tree.get("_split").textValue(),
                        tree.get("_offset").longValue());
                if (zone == Zone.RAW) {
                    LakeContent.put(content.raw(), position, day + " " + payload(tree) + " " + tree);
                } else {
                    LakeContent.put(content.error(), position, day + " " + tree);
                }
            }
        }
    }

    private static String payload(JsonNode line) {
        if (line.has("payload_base64")) {
            byte[] bytes = Base64.getDecoder().decode(line.get("payload_base64").textValue());
            return HexFormat.of().formatHex(bytes);
        }
        JsonNode payload = line.get("payload");
        return payload.isNull()
                ? "null"
                : HexFormat.of().formatHex(payload.textValue().getBytes(StandardCharsets.UTF_8));
    }
}
