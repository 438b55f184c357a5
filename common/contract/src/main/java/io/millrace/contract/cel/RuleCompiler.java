package io.millrace.contract.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import io.millrace.contract.Type;
import io.millrace.contract.read.Node.Scalar;
import io.millrace.contract.read.Problems;
import io.millrace.contract.rule.Expr;
import io.millrace.contract.rule.Expr.ExprType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compiles the rules of one contract: parse, hold to the subset, check types, lower. Making one loads the CEL library,
 * which is worth avoiding where a contract has no rules.
 */
public final class RuleCompiler {

    /** The longest rule, in code points. */
    static final int LONGEST = 10_000;

    private static final Map<String, String> ELSEWHERE = Map.of("and", "&&", "or", "||", "not", "!", "=", "==");

    private final Map<String, Optional<Type>> fields;
    private final Map<String, Type> typed;
    private final CelCompiler compiler;
    private final Problems problems;

    /** For fields by name; those without a type are wrong in themselves, and rules that read them are not judged. */
    public RuleCompiler(Map<String, Optional<Type>> fields, Problems problems) {
        this.fields = new LinkedHashMap<>(fields);
        this.typed = fields.entrySet().stream()
                .filter(field -> field.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().get()));
        this.compiler = CelEnvironment.compiler(typed);
        this.problems = problems;
    }

    /** The condition that the scalar spells; empty when it spells none, or reads a field that is wrong in itself. */
    public Optional<Expr> condition(Scalar rule) {
        int before = problems.errors();
        CelValidationResult parsed = compiler.parse(rule.text());
        if (parsed.hasError()) {
            syntax(rule, parsed.getErrors().get(0));
            return Optional.empty();
        }
        CelAbstractSyntaxTree tree = tree(parsed);
        RuleText text = new RuleText(rule, tree, problems);
        Subset subset = new Subset(fields, text);
        subset.check(tree.getExpr());
        if (problems.errors() > before || !typed.keySet().containsAll(subset.reads())) {
            return Optional.empty();
        }
        CelValidationResult checked = compiler.check(tree);
        checked.getErrors().forEach(issue -> text.error(issue, TypeNames.complaint(issue.getMessage())));
        if (checked.hasError()) {
            return Optional.empty();
        }
        Expr condition = new Lowering(typed, text).lower(tree.getExpr());
        if (condition.type() != ExprType.BOOL) {
            problems.error(rule, "a rule is true or false, and this is " + TypeNames.of(condition.type()));
        }
        return problems.errors() > before ? Optional.empty() : Optional.of(condition);
    }

    private void syntax(Scalar rule, CelIssue issue) {
        int column = Math.max(0, issue.getSourceLocation().getColumn());
        int offset = issue.getSourceLocation().getLine() == 1 ? column : 0;
        String offending = rule.text().isEmpty() ? "" : rule.excerpt();
        Optional<String> advice = ELSEWHERE.keySet().stream()
                .sorted()
                .filter(word -> issue.getMessage().contains("'" + word + "'")
                        || issue.getMessage().contains("'" + word + " '"))
                .findFirst()
                .map(word -> "CEL writes " + ELSEWHERE.get(word));
        problems.error(
                rule.placeOf(offset),
                offending,
                "this is not CEL: " + issue.getMessage().replaceFirst("(?s) expecting .*", ""),
                advice);
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("a tree without errors is there", e);
        }
    }
}
