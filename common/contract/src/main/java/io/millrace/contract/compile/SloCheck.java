package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.FRESHNESS;
import static io.millrace.contract.format.ContractFormat.MAX_REJECT_RATE;
import static io.millrace.contract.format.ContractFormat.SLO_KEY;

import io.millrace.contract.Slo;
import io.millrace.contract.read.Problems;
import io.millrace.contract.shape.Section;
import java.util.Optional;

/** What the owner promises; an empty promise is a problem. */
final class SloCheck {

    private SloCheck() {}

    static Optional<Slo> slo(Section contract, Problems problems) {
        Optional<Section> slo = contract.find(SLO_KEY);
        slo.filter(section -> section.node().entries().isEmpty())
                .ifPresent(section -> problems.error(
                        section.node(), "an empty slo promises nothing", "freshness: 60 s, max_reject_rate: 0.05"));
        return slo.map(section -> new Slo(section.find(FRESHNESS), section.find(MAX_REJECT_RATE)));
    }
}
