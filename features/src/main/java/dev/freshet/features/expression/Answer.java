package dev.freshet.features.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a function gives that is no value but has members, each of which is one.
 *
 * @param function its name
 * @param example a field that is called with
 */
record Answer(String function, String example, Map<String, ValueType> members, StructType type) {

  static final Answer USER_AGENT =
      of(
          "userAgent",
          "ua",
          List.of("device", "os", "browser", "isBot"),
          List.of(Scalar.STRING, Scalar.STRING, Scalar.STRING, Scalar.BOOL));

  static final Answer REFERRER =
      of("referrer", "ref", List.of("medium", "source"), List.of(Scalar.STRING, Scalar.STRING));

  private static final List<Answer> ALL = List.of(USER_AGENT, REFERRER);

  /** Which of them has that type. */
  static Optional<Answer> of(CelType type) {
    return ALL.stream().filter(answer -> answer.type.equals(type)).findFirst();
  }

  /** Which of them that function gives. */
  static Optional<Answer> ofFunction(String name) {
    return ALL.stream().filter(answer -> answer.function.equals(name)).findFirst();
  }

  static ImmutableList<CelType> types() {
    return ALL.stream().map(Answer::type).collect(ImmutableList.toImmutableList());
  }

  /** Which of them has a type that messages write so. */
  static Optional<Answer> ofPlainType(String written) {
    return ALL.stream()
        .filter(answer -> Types.plain(answer.type.name()).equals(written))
        .findFirst();
  }

  /** How a member is read. */
  String reading() {
    return "%s(event.%s).%s".formatted(function, example, members.keySet().iterator().next());
  }

  /** Why it stands nowhere as a whole. */
  String noValue() {
    return function + "(...) as a whole is no value; read a member, such as " + reading();
  }

  private static Answer of(
      String function, String example, List<String> names, List<? extends ValueType> types) {
    Map<String, ValueType> members = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      members.put(names.get(i), types.get(i));
    }
    return new Answer(
        function, example, Collections.unmodifiableMap(members), Types.answer(function, members));
  }
}
