package io.millrace.cli.conform;

import io.millrace.pipeline.plan.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lakes of several engines beside that of the first of them.
 *
 * @param differing for each engine but the first, at how many lines its lake is not that of the first
 * @param shown the first of those lines, and what each engine did with it
 */
record Conformity(
        String dataset,
        List<EngineRun> runs,
        Map<String, Long> differing,
        Map<LakeDigest.Line, Map<String, Door>> shown) {

    static Conformity of(Plan plan, List<EngineRun> runs, int most) throws IOException {
        LakeDigest first = digest(plan, runs.get(0));
        Map<String, Long> differing = new LinkedHashMap<>();
        Set<LakeDigest.Line> lines = new LinkedHashSet<>();
        for (EngineRun run : runs.subList(1, runs.size())) {
            LakeDigest.Difference difference = first.to(digest(plan, run), most);
            differing.put(run.runner(), difference.lines());
            lines.addAll(difference.first());
        }
        return new Conformity(plan.dataset(), runs, differing, shown(plan, runs, new ArrayList<>(lines), most));
    }

    private static LakeDigest digest(Plan plan, EngineRun run) throws IOException {
        return LakeDigest.of(new LakeTexts(run.lake(), plan));
    }

    private static Map<LakeDigest.Line, Map<String, Door>> shown(
            Plan plan, List<EngineRun> runs, List<LakeDigest.Line> lines, int most) throws IOException {
        Map<LakeDigest.Line, Map<String, Door>> shown = new LinkedHashMap<>();
        Set<LakeDigest.Line> wanted = new LinkedHashSet<>(lines.subList(0, Math.min(most, lines.size())));
        wanted.forEach(line -> shown.put(line, new LinkedHashMap<>()));
        if (!wanted.isEmpty()) {
            for (EngineRun run : runs) {
                Door.of(new LakeTexts(run.lake(), plan), wanted)
                        .forEach((line, door) -> shown.get(line).put(run.runner(), door));
            }
        }
        return shown;
    }

    boolean isEqual() {
        return differing.values().stream().allMatch(count -> count == 0);
    }
}
