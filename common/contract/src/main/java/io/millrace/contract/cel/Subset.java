package io.millrace.contract.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.millrace.contract.Type;
import io.millrace.contract.shape.Suggestion;
import io.millrace.contract.text.PortablePattern;
import io.millrace.contract.time.Durations;
import io.millrace.contract.time.Timestamps;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of CEL that contracts may use. Everything outside of it is refused by the name people know it by. */
final class Subset {

    private static final List<String> FUNCTIONS =
            List.of("has", "size", "startsWith", "endsWith", "contains", "matches", "timestamp", "duration");

    private static final Set<String> OPERATORS = Set.of(
            "_&&_", "_||_", "!_", "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_", "_*_", "-_", "_?_:_",
            "@in");

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("_/_", "division (/)"),
            Map.entry("_%_", "the remainder (%)"),
            Map.entry("_[_]", "an index ([ ])"),
            Map.entry("all", "the macro all"),
            Map.entry("exists", "the macro exists"),
            Map.entry("exists_one", "the macro exists_one"),
            Map.entry("map", "the macro map"),
            Map.entry("filter", "the macro filter"),
            Map.entry("int", "the conversion int()"),
            Map.entry("uint", "the conversion uint()"),
            Map.entry("double", "the conversion double()"),
            Map.entry("string", "the conversion string()"),
            Map.entry("bytes", "the conversion bytes()"),
            Map.entry("bool", "the conversion bool()"),
            Map.entry("dyn", "the conversion dyn()"),
            Map.entry("type", "the function type()"));

    private final Map<String, Optional<Type>> fields;
    private final RuleText text;
    private final Set<String> reads = new HashSet<>();

    Subset(Map<String, Optional<Type>> fields, RuleText text) {
        this.fields = fields;
        this.text = text;
    }

    /** The fields that the checked expressions name. */
    Set<String> reads() {
        return reads;
    }

    /** Reports every construct below this expression that is not of the subset. */
    void check(CelExpr expr) {
        switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> field(expr, Reading.VALUE);
            case CALL -> call(expr);
            case LIST -> refuse(expr, "[", "a list", "a list stands only behind in: f in ['A', 'B']");
            case SELECT ->
                refuse(
                        expr,
                        "." + expr.select().field(),
                        "the selection of a member",
                        "a record is flat: name a field");
            case MAP -> refuse(expr, "{", "a map", "remove it");
            case STRUCT -> refuse(expr, expr.struct().messageName(), "a message", "remove it");
            case COMPREHENSION -> refuse(expr, text.whole(), "a comprehension", "remove it");
            case NOT_SET -> refuse(expr, text.whole(), "an empty expression", "write a condition");
        }
    }

    private void constant(CelExpr expr) {
        switch (expr.constant().getKind()) {
            case NULL_VALUE ->
                text.error(expr, "null", "null has no meaning in a rule", "ask with has(f) whether a field is there");
            case UINT64_VALUE -> refuse(expr, text.number(expr) + "u", "an unsigned number", "write it without u");
            case BYTES_VALUE -> refuse(expr, "b'…'", "bytes", "write text in quotes");
            case DOUBLE_VALUE -> number(expr);
            case BOOLEAN_VALUE, INT64_VALUE, STRING_VALUE, TIMESTAMP_VALUE, DURATION_VALUE, NOT_SET -> {}
        }
    }

    /** What underflows or overflows a double costs too much to hold exactly. */
    private void number(CelExpr expr) {
        double value = expr.constant().doubleValue();
        String spelled = text.number(expr);
        if (Double.isInfinite(value) || (value == 0 && !spelled.split("[eE]")[0].matches("[0.]*"))) {
            text.error(
                    expr, spelled, "lies beyond every number that a field can have", "write a number nearer to home");
        }
    }

    private void field(CelExpr expr, Reading reading) {
        String name = expr.ident().name();
        Optional<Type> type = fields.getOrDefault(name, Optional.empty());
        reads.add(name);
        if (!fields.containsKey(name)) {
            text.error(
                    expr, name, "no field is declared with the name " + name, Suggestion.among(fields.keySet(), name));
        } else if (reading == Reading.VALUE && type.isPresent() && type.get() instanceof Type.Json) {
            text.error(expr, name, "a json field has no value to compare", "rules may only ask has(" + name + ")");
        }
    }

    private void call(CelExpr expr) {
        CelCall call = expr.call();
        String function = call.function();
        if (function.equals(CelEnvironment.HAS)) {
            has(expr, call.args().get(0));
        } else if (isEquality(function) && call.args().stream().anyMatch(Subset::isNull)) {
            comparedWithNull(expr, call);
        } else if (function.equals("@in")) {
            check(call.args().get(0));
            list(call.args().get(1));
        } else if (OPERATORS.contains(function)) {
            call.args().forEach(this::check);
        } else if (FUNCTIONS.contains(function)) {
            function(expr, call);
        } else {
            unknown(expr, function);
        }
    }

    private void has(CelExpr expr, CelExpr argument) {
        if (argument.getKind() == Kind.IDENT) {
            field(argument, Reading.PRESENCE);
        } else {
            text.error(expr, "has", "has asks for a field", "write has(f) with the name of a field");
        }
    }

    private void comparedWithNull(CelExpr expr, CelCall call) {
        CelExpr other =
                isNull(call.args().get(0)) ? call.args().get(1) : call.args().get(0);
        String field = other.getKind() == Kind.IDENT ? other.ident().name() : "f";
        boolean equal = call.function().equals("_==_");
        text.error(
                expr,
                equal ? "==" : "!=",
                "nothing compares with null: a field is absent or has a value",
                "write " + (equal ? "!" : "") + "has(" + field + ")");
        if (other.getKind() == Kind.IDENT) {
            field(other, Reading.PRESENCE);
        }
    }

    private void list(CelExpr list) {
        if (list.getKind() != Kind.LIST) {
            text.error(list, "in", "in needs a list of literals", "write f in ['A', 'B']");
        } else if (list.list().elements().isEmpty()) {
            text.error(list, "[", "nothing is in an empty list", "list the values");
        } else {
            list.list().elements().forEach(this::element);
            Set<String> kinds =
                    list.list().elements().stream().map(Subset::literalKind).collect(Collectors.toSet());
            if (kinds.size() > 1 && !kinds.contains("")) {
                text.error(list, "[", "a list in a rule holds literals of one type", "write all of them alike");
            }
        }
    }

    private void element(CelExpr element) {
        if (literalKind(element).isEmpty()) {
            text.error(element, "[", "a list in a rule holds literals only", "write an || of comparisons");
        } else {
            check(element);
        }
    }

    private void function(CelExpr expr, CelCall call) {
        call.target().ifPresent(this::check);
        call.args().forEach(this::check);
        switch (call.function()) {
            case "timestamp" ->
                literal(expr, call, 0)
                        .filter(literal -> Timestamps.isFailure(Timestamps.parseWithOffset(literal)))
                        .ifPresent(literal -> text.error(
                                call.args().get(0),
                                literal,
                                "is not a timestamp with an offset",
                                "write timestamp('2025-01-31T00:00:00Z')"));
            case "duration" ->
                literal(expr, call, 0)
                        .filter(literal -> Durations.parse(literal).isEmpty())
                        .ifPresent(literal -> text.error(
                                call.args().get(0),
                                literal,
                                "is not a duration in whole microseconds",
                                "write duration('1h30m'), with the units h, m, s, ms, us"));
            case "matches" ->
                literal(expr, call, call.target().isPresent() ? 0 : 1)
                        .flatMap(PortablePattern::refusal)
                        .ifPresent(why ->
                                text.error(expr, "matches", "this pattern is refused: " + why, Optional.empty()));
            default -> {}
        }
    }

    /** The text literal that an argument must be. */
    private Optional<String> literal(CelExpr expr, CelCall call, int index) {
        if (index < call.args().size()) {
            CelExpr argument = call.args().get(index);
            if (argument.getKind() == Kind.CONSTANT && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
                return Optional.of(argument.constant().stringValue());
            }
            text.error(expr, call.function(), call.function() + " takes a text literal", "write it in quotes");
        }
        return Optional.empty();
    }

    private void unknown(CelExpr expr, String function) {
        String refused = REFUSED.get(function);
        if (refused != null) {
            String word = function.replace("_", "");
            refuse(expr, function.startsWith("_") ? word : function, refused, "see the subset in the reference");
        } else {
            text.error(expr, function, "there is no function " + function, Suggestion.among(FUNCTIONS, function));
        }
    }

    private void refuse(CelExpr expr, String offending, String construct, String advice) {
        text.error(
                expr, offending, construct + " is not part of the rules that every runner carries out alike", advice);
    }

    private static boolean isEquality(String function) {
        return function.equals("_==_") || function.equals("_!=_");
    }

    private static boolean isNull(CelExpr expr) {
        return expr.getKind() == Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }

    /** What kind of literal the expression is; empty when it is none. */
    private static String literalKind(CelExpr expr) {
        if (expr.getKind() == Kind.CONSTANT) {
            return expr.constant().getKind().name();
        }
        boolean instant = expr.getKind() == Kind.CALL
                && (expr.call().function().equals("timestamp")
                        || expr.call().function().equals("duration"));
        return instant ? expr.call().function() : "";
    }

    /** What an expression wants of a field. */
    private enum Reading {
        VALUE,
        PRESENCE
    }
}
