package io.millrace.zones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LakeTest {

    private static final List<String> HOSTILE = List.of(
            "",
            ".",
            "..",
            "../../clean/x",
            "a/../../b",
            "/etc/passwd",
            "\\..\\",
            "%2e%2e%2f",
            "a\u0000b",
            ".hidden",
            "_state",
            "~",
            "C:\\",
            "\uD83D\uDE00",
            "\uD800",
            "a\nb",
            "?q",
            "#f",
            "a b",
            "\u202E");

    private final Lake lake = new Lake(URI.create("file:///data/my%20lake"));

    @Test
    void the_layout_is_as_documented() {
        assertThat(lake.partition(Zone.RAW, "transactions", 20184))
                .isEqualTo(URI.create("file:///data/my%20lake/raw/transactions/dt=2025-04-06/"));
        assertThat(lake.folder(Zone.CLEAN, "orders")).isEqualTo(URI.create("file:///data/my%20lake/clean/orders/"));
        assertThat(lake.folder(Zone.ERROR, "orders")).isEqualTo(URI.create("file:///data/my%20lake/error/orders/"));
        assertThat(lake.marker("orders", "run-1"))
                .isEqualTo(URI.create("file:///data/my%20lake/runs/orders/run-1.json"));
        assertThat(lake.state("orders")).isEqualTo(URI.create("file:///data/my%20lake/_state/orders/"));
        assertThat(lake).isEqualTo(new Lake(URI.create("file:///data/my%20lake/")));
    }

    @Test
    void no_name_leads_out_of_its_folder() {
        for (String name : HOSTILE) {
            assertThatThrownBy(() -> lake.folder(Zone.RAW, name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> lake.marker("orders", name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> lake.state(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void no_instant_leads_out_of_its_zone() {
        String zone = lake.folder(Zone.RAW, "orders").toString();
        Random random = new Random(1);
        for (int round = 0; round < 10_000; round++) {
            long micros = round < 2 ? (round == 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : random.nextLong();
            String name = Lake.partitionName(micros);
            assertThat(name).matches("dt=[0-9]{4}-[0-9]{2}-[0-9]{2}");
            assertThat(lake.folder(Zone.RAW, "orders")
                            .resolve(name + "/")
                            .normalize()
                            .toString())
                    .startsWith(zone);
        }
    }

    @Test
    void escaped_names_are_plain_distinct_and_neither_hidden_nor_a_step_up() {
        Random random = new Random(2);
        Set<String> names = new HashSet<>(HOSTILE);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                name.append("./\\=_-ab%\u0000\u00e4".charAt(random.nextInt(11)));
            }
            names.add(name.toString());
        }
        names.remove("");
        Set<String> escaped = new HashSet<>();
        for (String name : names) {
            String safe = Lake.escape(name);
            assertThat(safe).matches("[A-Za-z0-9=][A-Za-z0-9=_.-]*");
            assertThat(escaped.add(safe)).as("%s is the name of one only", safe).isTrue();
        }
    }

    @Test
    void a_lake_without_scheme_is_refused() {
        assertThatThrownBy(() -> new Lake(URI.create("data/lake"))).hasMessageContaining("absolute URI");
    }
}
