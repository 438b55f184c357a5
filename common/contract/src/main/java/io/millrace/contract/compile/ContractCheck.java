package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.CONTRACT_VERSION;
import static io.millrace.contract.format.ContractFormat.DATASET;
import static io.millrace.contract.format.ContractFormat.DESCRIPTION;
import static io.millrace.contract.format.ContractFormat.FIELDS;
import static io.millrace.contract.format.ContractFormat.OWNER;
import static io.millrace.contract.format.ContractFormat.UNKNOWN_FIELDS;

import io.millrace.contract.Contract;
import io.millrace.contract.Dedupe;
import io.millrace.contract.Partition;
import io.millrace.contract.Slo;
import io.millrace.contract.Source;
import io.millrace.contract.read.Problems;
import io.millrace.contract.rule.Rule;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import java.util.List;
import java.util.Optional;

/** Runs every check over a parsed file, so that all problems are found, and makes the contract when there is none. */
final class ContractCheck {

    private final Problems problems;
    private final NameCheck names;
    private final MaskCheck masks;

    ContractCheck(Problems problems) {
        this.problems = problems;
        this.names = new NameCheck(problems);
        this.masks = new MaskCheck(problems, names);
    }

    Optional<Contract> contract(Section file) {
        file.find(DATASET).ifPresent(names::name);
        DeclaredFields fields = fields(file);
        KeyCheck keys = new KeyCheck(problems, fields);
        List<String> key = keys.key(file);
        Dedupe dedupe = keys.dedupe(file, key);
        Optional<String> eventTime = keys.eventTime(file);
        Partition partition = keys.partition(file);
        Source source = SourceCheck.source(file);
        List<Rule> rules = new RuleCheck(problems, names, fields).rules(file);
        Optional<Slo> slo = SloCheck.slo(file, problems);
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        return Optional.of(new Contract(
                file.find(DATASET).orElseThrow().text(),
                file.find(CONTRACT_VERSION).orElseThrow(),
                file.find(OWNER),
                file.find(DESCRIPTION),
                source,
                key,
                dedupe,
                eventTime.orElseThrow(),
                partition,
                file.orDefault(UNKNOWN_FIELDS),
                fields.sound(),
                rules,
                slo));
    }

    private DeclaredFields fields(Section file) {
        FieldCheck check = new FieldCheck(problems, masks);
        Optional<Located<List<Located<Section>>>> listed = file.locate(FIELDS);
        listed.filter(list -> list.value().isEmpty())
                .ifPresent(list ->
                        problems.error(list.node(), "a contract without fields says nothing", "declare the fields"));
        DeclaredFields fields = new DeclaredFields(listed.map(Located::value).orElse(List.of()).stream()
                .flatMap(item -> check.field(item.value()).stream())
                .toList());
        names.fieldNames(fields.all());
        masks.across(file, fields);
        return fields;
    }
}
