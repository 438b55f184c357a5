package io.millrace.testkit.contract;

import io.millrace.contract.read.Node;
import io.millrace.contract.read.Node.Mapping;
import io.millrace.testkit.fixture.FixtureNodes;
import io.millrace.testkit.fixture.Fixtures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The waivers of all runners; the aim is that there are none. */
final class Waivers {

    private static final Set<String> KEYS = Set.of("runner", "fixture", "reason", "until");

    private final List<Waiver> waivers;

    Waivers(List<Waiver> waivers) {
        this.waivers = List.copyOf(waivers);
    }

    /** Those of {@code fixtures/waivers.yaml}. */
    static Waivers committed() {
        return read(Fixtures.bytes("waivers.yaml"));
    }

    static Waivers read(byte[] yaml) {
        FixtureNodes nodes = new FixtureNodes("fixtures/waivers.yaml");
        List<Waiver> waivers = new ArrayList<>();
        for (Node item : nodes.read(yaml)) {
            Mapping waiver = nodes.mapping(item, KEYS);
            waivers.add(new Waiver(
                    nodes.required(waiver, "runner"),
                    nodes.required(waiver, "fixture"),
                    nodes.required(waiver, "reason"),
                    LocalDate.parse(nodes.required(waiver, "until"))));
        }
        return new Waivers(waivers);
    }

    List<Waiver> of(String runner) {
        return waivers.stream().filter(each -> each.runner().equals(runner)).toList();
    }

    Optional<Waiver> of(String runner, String fixture) {
        return of(runner).stream()
                .filter(each -> each.fixture().equals(fixture))
                .findFirst();
    }

    /** Those of a runner that name no fixture. */
    List<Waiver> unknown(String runner, Set<String> fixtures) {
        return of(runner).stream()
                .filter(each -> !fixtures.contains(each.fixture()))
                .toList();
    }
}
