package io.millrace.testkit.contract;

import io.millrace.pipeline.judge.Judge;
import io.millrace.pipeline.plan.Plan;
import io.millrace.pipeline.row.Outcome;
import io.millrace.pipeline.row.RowKey;
import io.millrace.testkit.fixture.Fixture;
import io.millrace.testkit.fixture.Fixtures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts fixtures together that can be in one run: those of one contract of which no two have a key in common. */
final class Packs {

    private Packs() {}

    /** Fixtures that go through one run. */
    record Pack(Plan plan, List<Case> cases) {}

    static List<Pack> of(List<Case> cases) {
        Map<String, List<Case>> byContract = new LinkedHashMap<>();
        for (Case each : cases) {
            byContract
                    .computeIfAbsent(each.fixture().contract(), absent -> new ArrayList<>())
                    .add(each);
        }
        List<Pack> packs = new ArrayList<>();
        byContract.values().forEach(group -> packs.addAll(packed(group)));
        return packs;
    }

    static List<Case> cases(List<Fixture> fixtures) {
        List<Case> cases = new ArrayList<>();
        fixtures.forEach(fixture -> cases.add(new Case(fixture, cases.size() + 1)));
        return cases;
    }

    private static List<Pack> packed(List<Case> group) {
        Plan plan = group.get(0).fixture().plan();
        Judge judge = new Judge(plan, Fixtures.KEYS);
        List<Pack> packs = new ArrayList<>();
        List<Set<RowKey>> taken = new ArrayList<>();
        for (Case each : group) {
            Set<RowKey> keys = keys(judge, each);
            int place = 0;
            while (place < packs.size() && !Collections.disjoint(taken.get(place), keys)) {
                place++;
            }
            if (place == packs.size()) {
                packs.add(new Pack(plan, new ArrayList<>()));
                taken.add(new HashSet<>());
            }
            packs.get(place).cases().add(each);
            taken.get(place).addAll(keys);
        }
        return packs;
    }

    private static Set<RowKey> keys(Judge judge, Case each) {
        Set<RowKey> keys = new HashSet<>();
        for (byte[] payload : each.payloads()) {
            if (judge.judge(payload) instanceof Outcome.Clean clean) {
                keys.add(clean.key());
            }
        }
        return keys;
    }
}
