package io.millrace.contract.compile;

import static io.millrace.contract.format.ContractFormat.ASSERT;
import static io.millrace.contract.format.ContractFormat.RULES;
import static io.millrace.contract.format.ContractFormat.RULE_NAME;
import static io.millrace.contract.format.ContractFormat.WHEN;

import io.millrace.contract.Field;
import io.millrace.contract.Type;
import io.millrace.contract.cel.RuleCompiler;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.reason.Presence;
import io.millrace.contract.reason.Reads;
import io.millrace.contract.reason.Satisfiable;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Rule;
import io.millrace.contract.shape.Located;
import io.millrace.contract.shape.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules: typed, able to hold, and careful with fields that may be absent. */
final class RuleCheck {

    private final Problems problems;
    private final NameCheck names;
    private final Set<String> optional;
    private final Satisfiable satisfiable;
    private final DeclaredFields fields;

    RuleCheck(Problems problems, NameCheck names, DeclaredFields fields) {
        this.problems = problems;
        this.names = names;
        this.fields = fields;
        this.optional = fields.sound().stream()
                .filter(field -> !field.required())
                .map(Field::name)
                .collect(Collectors.toSet());
        this.satisfiable = new Satisfiable(fields.sound());
    }

    List<Rule> rules(Section contract) {
        List<Located<Section>> listed = contract.find(RULES).orElse(List.of());
        if (listed.isEmpty()) {
            return List.of();
        }
        RuleCompiler compiler = new RuleCompiler(types(), problems);
        Map<String, Scalar> seen = new HashMap<>();
        List<Rule> rules = new ArrayList<>();
        for (Located<Section> item : listed) {
            item.value().find(RULE_NAME).ifPresent(name -> checkName(name, seen));
            rule(item.value(), compiler).ifPresent(rules::add);
        }
        return List.copyOf(rules);
    }

    private Map<String, Optional<Type>> types() {
        Map<String, Optional<Type>> types = new LinkedHashMap<>();
        fields.all()
                .forEach(declared -> types.put(declared.name(), declared.field().map(Field::type)));
        return types;
    }

    private void checkName(Scalar name, Map<String, Scalar> seen) {
        Scalar earlier = seen.putIfAbsent(name.text(), name);
        if (earlier == null) {
            names.name(name);
        } else {
            names.repeated(name, "rule", earlier);
        }
    }

    private Optional<Rule> rule(Section section, RuleCompiler compiler) {
        Optional<Scalar> whenText = section.find(WHEN);
        Optional<Scalar> checkText = section.find(ASSERT);
        Optional<Expr> when = whenText.flatMap(compiler::condition);
        Optional<Expr> check = checkText.flatMap(compiler::condition);
        when.ifPresent(condition -> warn(whenText.get(), condition, Set.of(), "the rule then does not apply"));
        boolean possible = when.isEmpty()
                || possible(whenText.get(), List.of(when.get()), "no record meets this: the rule never applies");
        if (check.isEmpty() || (whenText.isPresent() && when.isEmpty())) {
            return Optional.empty();
        }
        Set<String> known = when.map(Presence::whenTrue).orElse(Set.of());
        warn(checkText.get(), check.get(), known, "the record is then rejected");
        if (possible(checkText.get(), List.of(check.get()), "this can never be true: every record would be rejected")
                && possible
                && when.isPresent()) {
            possible(
                    checkText.get(),
                    List.of(when.get(), check.get()),
                    "this can never be true where `when` holds: every such record would be rejected");
        }
        return section.find(RULE_NAME)
                .map(name -> new Rule(
                        name.text(),
                        when,
                        check.get(),
                        whenText.map(Scalar::text).orElse(""),
                        checkText.get().text(),
                        reads(when, check.get())));
    }

    private boolean possible(Scalar text, List<Expr> conditions, String message) {
        boolean possible = satisfiable.together(conditions);
        if (!possible) {
            problems.error(text, message, "look at the fields' enum, min, max, pattern and required");
        }
        return possible;
    }

    private void warn(Scalar text, Expr expr, Set<String> known, String consequence) {
        for (String field : Presence.unguarded(expr, optional, known)) {
            problems.warning(
                    text.placeOf(firstRead(text.text(), field)),
                    field,
                    field + " is optional and read without has: " + consequence + " when it is absent",
                    "write has(" + field + ") && … or !has(" + field + ") || …");
        }
    }

    /** Where the field's value, and not only its presence, is asked for. */
    private static int firstRead(String rule, String field) {
        Matcher read =
                Pattern.compile("(?<!\\w)(?<!has\\()" + field + "(?!\\w)").matcher(rule);
        return read.find() ? rule.codePointCount(0, read.start()) : 0;
    }

    private static Set<String> reads(Optional<Expr> when, Expr check) {
        Set<String> reads = new TreeSet<>(Reads.of(check));
        when.ifPresent(condition -> reads.addAll(Reads.of(condition)));
        return reads;
    }
}
