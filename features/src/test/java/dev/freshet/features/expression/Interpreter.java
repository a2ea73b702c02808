package dev.freshet.features.expression;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelMathExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.freshet.features.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * CEL's own checker, extensions and interpreter, to compare with: an expression is evaluated over
 * maps of members, those without a value missing.
 */
final class Interpreter {

  /** CEL's interpreter where it departs from CEL's specification, or not. */
  enum Manner {
    AS_IT_IS,
    AS_SPECIFIED
  }

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final Scope scope;
  private final CelCompiler compiler;
  private final CelRuntime runtime;
  private final Map<String, CelRuntime.Program> programs = new HashMap<>();

  Interpreter(Scope scope, Manner manner) {
    this.scope = scope;
    CelCompilerBuilder checker =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.values())
            .addLibraries(CelExtensions.strings(), CelExtensions.math());
    List<dev.cel.common.types.CelType> structs = new ArrayList<>();
    scope
        .variables()
        .forEach(
            (name, members) -> {
              structs.add(Types.struct(name, members));
              checker.addVar(name, Types.struct(name, members));
            });
    this.compiler =
        checker
            .setTypeProvider(
                Types.provider(com.google.common.collect.ImmutableList.copyOf(structs)))
            .build();
    this.runtime = manner == Manner.AS_IT_IS ? asItIs() : asSpecified();
  }

  /** The value, or {@link Expression#FAILED}. */
  Object evaluate(String text, Object[] slots) {
    try {
      CelRuntime.Program program = programs.get(text);
      if (program == null) {
        program = runtime.createProgram(compiler.compile(text).getAst());
        programs.put(text, program);
      }
      return program.eval(variables(slots));
    } catch (CelEvaluationException failed) {
      return Expression.FAILED;
    } catch (CelValidationException refused) {
      throw new AssertionError("CEL refuses " + text + ": " + refused.getMessage(), refused);
    }
  }

  private Map<String, Object> variables(Object[] slots) {
    Map<String, Object> variables = new HashMap<>();
    int slot = 0;
    for (Map.Entry<String, Map<String, ValueType>> variable : scope.variables().entrySet()) {
      Map<String, Object> members = new LinkedHashMap<>();
      for (String member : variable.getValue().keySet()) {
        if (slots[slot] != null) {
          members.put(member, slots[slot]);
        }
        slot++;
      }
      variables.put(variable.getKey(), members);
    }
    return variables;
  }

  private static CelRuntime asItIs() {
    return CelRuntimeFactory.legacyCelRuntimeBuilder()
        .setOptions(OPTIONS)
        .addLibraries(CelExtensions.strings(), CelExtensions.math())
        .build();
  }

  private static CelRuntime asSpecified() {
    List<CelMathExtensions.Function> mathematics =
        new ArrayList<>(List.of(CelMathExtensions.Function.values()));
    mathematics.remove(CelMathExtensions.Function.ROUND);
    mathematics.remove(CelMathExtensions.Function.TRUNC);
    CelRuntimeBuilder builder =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .filterFunctions(
                        (function, overload) -> !Departures.OVERLOADS.contains(overload.toString()))
                    .build())
            .addLibraries(
                CelExtensions.strings(),
                CelExtensions.math(mathematics.toArray(CelMathExtensions.Function[]::new)));
    return builder.addFunctionBindings(Departures.bindings(OPTIONS)).build();
  }
}
