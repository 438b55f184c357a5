package io.millrace.contract.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelMacro;
import io.millrace.contract.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the CEL library is told: the fields with their types, and the functions of the subset with every combination of
 * types they take. The standard library stays off, so that nothing else type-checks.
 */
final class CelEnvironment {

    /** {@code has(f)} of a field, which CEL itself knows for members only. */
    static final String HAS = "@has";

    static final CelType DECIMAL = OpaqueType.create("decimal");
    static final CelType DATE = OpaqueType.create("date");
    private static final CelType JSON = OpaqueType.create("json");

    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType INT = SimpleType.INT;
    private static final CelType DOUBLE = SimpleType.DOUBLE;
    private static final CelType TEXT = SimpleType.STRING;
    private static final CelType TIMESTAMP = SimpleType.TIMESTAMP;
    private static final CelType DURATION = SimpleType.DURATION;

    private static final List<CelType> ORDERED = List.of(INT, DOUBLE, DECIMAL, TEXT, DATE, TIMESTAMP, DURATION);

    /** Pairs of unlike types that compare exactly; of a decimal beside a double only literals are let through later. */
    private static final List<List<CelType>> MIXED =
            List.of(List.of(DECIMAL, INT), List.of(DECIMAL, DOUBLE), List.of(DOUBLE, INT));

    private static final int DEEPEST = 40;
    private static final int MOST_NODES = 2_000;

    private CelEnvironment() {}

    static CelCompiler compiler(Map<String, Type> fields) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardEnvironmentEnabled(false)
                .setStandardMacros()
                .addMacros(CelMacro.newGlobalMacro(
                        "has", 1, (factory, target, arguments) -> Optional.of(factory.newGlobalCall(HAS, arguments))))
                .setOptions(CelOptions.current()
                        .enableReservedIds(false)
                        .retainRepeatedUnaryOperators(true)
                        .maxParseRecursionDepth(DEEPEST)
                        .maxParseExpressionNodeCount(MOST_NODES)
                        .maxExpressionCodePointSize(RuleCompiler.LONGEST)
                        .build())
                .addFunctionDeclarations(functions());
        fields.forEach((name, type) -> builder.addVar(name, celType(type)));
        return builder.build();
    }

    private static CelType celType(Type type) {
        if (type instanceof Type.Int || type instanceof Type.Bigint) {
            return INT;
        } else if (type instanceof Type.Decimal) {
            return DECIMAL;
        } else if (type instanceof Type.Real) {
            return DOUBLE;
        } else if (type instanceof Type.Bool) {
            return BOOL;
        } else if (type instanceof Type.Text) {
            return TEXT;
        } else if (type instanceof Type.Date) {
            return DATE;
        } else if (type instanceof Type.Timestamp) {
            return TIMESTAMP;
        }
        return JSON;
    }

    private static List<CelFunctionDecl> functions() {
        List<CelFunctionDecl> functions = new ArrayList<>();
        functions.add(new Overloads("_&&_").add(BOOL, BOOL, BOOL).declare());
        functions.add(new Overloads("_||_").add(BOOL, BOOL, BOOL).declare());
        functions.add(new Overloads("!_").add(BOOL, BOOL).declare());
        for (String operator : List.of("_==_", "_!=_")) {
            functions.add(
                    new Overloads(operator).comparisons().add(BOOL, BOOL, BOOL).declare());
        }
        for (String operator : List.of("_<_", "_<=_", "_>_", "_>=_")) {
            functions.add(new Overloads(operator).comparisons().declare());
        }
        functions.add(new Overloads("_+_").calculations().declare());
        functions.add(new Overloads("_-_")
                .calculations()
                .add(DURATION, TIMESTAMP, TIMESTAMP)
                .declare());
        functions.add(new Overloads("_*_").calculations().declare());
        functions.add(new Overloads("-_")
                .add(INT, INT)
                .add(DOUBLE, DOUBLE)
                .add(DECIMAL, DECIMAL)
                .declare());
        functions.add(new Overloads("_?_:_").choices().declare());
        functions.add(new Overloads("@in").memberships().declare());
        functions.add(new Overloads(HAS).presence().declare());
        functions.add(new Overloads("size").add(INT, TEXT).member(INT, TEXT).declare());
        functions.add(new Overloads("startsWith").member(BOOL, TEXT, TEXT).declare());
        functions.add(new Overloads("endsWith").member(BOOL, TEXT, TEXT).declare());
        functions.add(new Overloads("contains").member(BOOL, TEXT, TEXT).declare());
        functions.add(new Overloads("matches")
                .add(BOOL, TEXT, TEXT)
                .member(BOOL, TEXT, TEXT)
                .declare());
        functions.add(new Overloads("timestamp").add(TIMESTAMP, TEXT).declare());
        functions.add(new Overloads("duration").add(DURATION, TEXT).declare());
        return functions;
    }

    /** The overloads of one function; ids only have to be unique. */
    private static final class Overloads {

        private final String function;
        private final List<CelOverloadDecl> overloads = new ArrayList<>();

        Overloads(String function) {
            this.function = function;
        }

        Overloads add(CelType result, CelType... parameters) {
            overloads.add(CelOverloadDecl.newGlobalOverload(id(), result, parameters));
            return this;
        }

        Overloads member(CelType result, CelType... parameters) {
            overloads.add(CelOverloadDecl.newMemberOverload(id(), result, List.of(parameters)));
            return this;
        }

        Overloads comparisons() {
            ORDERED.forEach(type -> add(BOOL, type, type));
            MIXED.forEach(pair -> add(BOOL, pair.get(0), pair.get(1)).add(BOOL, pair.get(1), pair.get(0)));
            return this;
        }

        Overloads calculations() {
            List.of(INT, DOUBLE, DECIMAL).forEach(type -> add(type, type, type));
            List.of(INT, DOUBLE).forEach(type -> add(DECIMAL, DECIMAL, type).add(DECIMAL, type, DECIMAL));
            return this;
        }

        Overloads choices() {
            ORDERED.forEach(type -> add(type, BOOL, type, type));
            List.of(INT, DOUBLE)
                    .forEach(type -> add(DECIMAL, BOOL, DECIMAL, type).add(DECIMAL, BOOL, type, DECIMAL));
            return add(BOOL, BOOL, BOOL, BOOL);
        }

        Overloads memberships() {
            ORDERED.forEach(type -> add(BOOL, type, ListType.create(type)));
            MIXED.forEach(pair -> add(BOOL, pair.get(0), ListType.create(pair.get(1))));
            return this;
        }

        Overloads presence() {
            ORDERED.forEach(type -> add(BOOL, type));
            return add(BOOL, BOOL).add(BOOL, JSON);
        }

        CelFunctionDecl declare() {
            return CelFunctionDecl.newFunctionDeclaration(function, overloads);
        }

        private String id() {
            return function + "/" + overloads.size();
        }
    }
}
