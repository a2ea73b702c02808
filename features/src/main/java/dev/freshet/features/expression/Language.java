package dev.freshet.features.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.freshet.features.expression.closure.Extremes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The language that expressions are checked against: CEL's standard, the functions of its
 * extensions {@code strings} and {@code math} that are supported, comparisons of an int with a
 * double, and the functions that tell the circumstances of an event.
 */
final class Language {

  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType TEXTS = ListType.create(SimpleType.STRING);
  private static final CelType INT = SimpleType.INT;
  private static final CelType DOUBLE = SimpleType.DOUBLE;

  static final List<CelFunctionDecl> EXTENSIONS = extensions();

  private Language() {}

  /** Parses and checks expressions over the scope. Thread-safe. */
  static CelCompiler over(Scope scope) {
    ImmutableList.Builder<CelType> structs = ImmutableList.builder();
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addMacros(CelStandardMacro.EXISTS_ONE_NEW.getDefinition())
            .addFunctionDeclarations(EXTENSIONS);
    scope
        .variables()
        .forEach(
            (name, members) -> {
              StructType struct = Types.struct(name, members);
              structs.add(struct);
              builder.addVar(name, struct);
            });
    structs.addAll(Answer.types());
    return builder.setTypeProvider(Types.provider(structs.build())).build();
  }

  private static List<CelFunctionDecl> extensions() {
    List<CelFunctionDecl> functions = new ArrayList<>();
    functions.add(function("charAt", member("string_char_at_int", TEXT, TEXT, INT)));
    functions.add(
        function(
            "indexOf",
            member("string_index_of_string", INT, TEXT, TEXT),
            member("string_index_of_string_int", INT, TEXT, TEXT, INT)));
    functions.add(
        function(
            "lastIndexOf",
            member("string_last_index_of_string", INT, TEXT, TEXT),
            member("string_last_index_of_string_int", INT, TEXT, TEXT, INT)));
    functions.add(
        function(
            "join",
            member("list_join", TEXT, TEXTS),
            member("list_join_string", TEXT, TEXTS, TEXT)));
    functions.add(function("lowerAscii", member("string_lower_ascii", TEXT, TEXT)));
    functions.add(function("upperAscii", member("string_upper_ascii", TEXT, TEXT)));
    functions.add(function("trim", member("string_trim", TEXT, TEXT)));
    functions.add(function("reverse", member("string_reverse", TEXT, TEXT)));
    functions.add(
        function(
            "replace",
            member("string_replace_string_string", TEXT, TEXT, TEXT, TEXT),
            member("string_replace_string_string_int", TEXT, TEXT, TEXT, TEXT, INT)));
    functions.add(
        function(
            "split",
            member("string_split_string", TEXTS, TEXT, TEXT),
            member("string_split_string_int", TEXTS, TEXT, TEXT, INT)));
    functions.add(
        function(
            "substring",
            member("string_substring_int", TEXT, TEXT, INT),
            member("string_substring_int_int", TEXT, TEXT, INT, INT)));
    for (String name : List.of("ceil", "floor", "round", "trunc")) {
      functions.add(function("math." + name, global("math_" + name + "_double", DOUBLE, DOUBLE)));
    }
    for (String name : List.of("abs", "sign")) {
      functions.add(
          function(
              "math." + name,
              global("math_" + name + "_double", DOUBLE, DOUBLE),
              global("math_" + name + "_int", INT, INT)));
    }
    functions.add(
        function(
            "math.sqrt",
            global("math_sqrt_double", DOUBLE, DOUBLE),
            global("math_sqrt_int", DOUBLE, INT)));
    for (Extremes extremes : Extremes.values()) {
      functions.add(extremes(extremes));
    }
    functions.addAll(ContextFunctions.declarations());
    return functions;
  }

  private static CelFunctionDecl extremes(Extremes extremes) {
    List<CelOverloadDecl> overloads = new ArrayList<>();
    for (CelType type : List.of(INT, DOUBLE)) {
      for (int count = 2; count <= Extremes.MOST; count++) {
        overloads.add(
            CelOverloadDecl.newGlobalOverload(
                extremes.id(type.name(), count), type, Collections.nCopies(count, type)));
      }
      overloads.add(global(extremes.listId(type.name()), type, ListType.create(type)));
    }
    return CelFunctionDecl.newFunctionDeclaration(extremes.function(), overloads);
  }

  private static CelFunctionDecl function(String name, CelOverloadDecl... overloads) {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  private static CelOverloadDecl member(String id, CelType result, CelType... parameters) {
    return CelOverloadDecl.newMemberOverload(id, result, List.of(parameters));
  }

  private static CelOverloadDecl global(String id, CelType result, CelType... parameters) {
    return CelOverloadDecl.newGlobalOverload(id, result, List.of(parameters));
  }
}
