package dev.freshet.features.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.freshet.features.expression.closure.Kind;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.Map;
import java.util.Optional;

/** What types are called on either side of the checker. */
final class Types {

  /** No expression can name such a type, so none can be taken for a member of that name. */
  private static final String STRUCT_PREFIX = "variable@";

  private static final String ANSWER_PREFIX = "answer@";

  private Types() {}

  /** The type of a variable: a struct with a field for each member. */
  static StructType struct(String variable, Map<String, ValueType> members) {
    return named(STRUCT_PREFIX + variable, members);
  }

  /** The type of what a function gives that has members. */
  static StructType answer(String function, Map<String, ValueType> members) {
    return named(ANSWER_PREFIX + function, members);
  }

  private static StructType named(String name, Map<String, ValueType> members) {
    ImmutableMap.Builder<String, CelType> types = ImmutableMap.builder();
    members.forEach((member, type) -> types.put(member, checked(type)));
    ImmutableMap<String, CelType> fields = types.buildOrThrow();
    return StructType.create(
        name,
        ImmutableSet.copyOf(members.keySet()),
        field -> Optional.ofNullable(fields.get(field)));
  }

  /** Finds the variables' types by name. */
  static CelTypeProvider provider(ImmutableList<CelType> structs) {
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return structs;
      }

      @Override
      public Optional<CelType> findType(String name) {
        return structs.stream().filter(type -> type.name().equals(name)).findFirst();
      }
    };
  }

  private static CelType checked(ValueType type) {
    if (type instanceof ListType list) {
      return dev.cel.common.types.ListType.create(checked(list.element()));
    }
    if (type instanceof MapType map) {
      return dev.cel.common.types.MapType.create(SimpleType.STRING, checked(map.value()));
    }
    return switch ((Scalar) type) {
      case STRING -> SimpleType.STRING;
      case INT64 -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case BOOL -> SimpleType.BOOL;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
    };
  }

  /** The type of a value that may leave an expression; empty for one that may not. */
  static Optional<ValueType> value(CelType type) {
    if (type instanceof dev.cel.common.types.ListType list) {
      return scalar(list.elemType()).map(ListType::new);
    }
    if (type instanceof dev.cel.common.types.MapType map) {
      return map.keyType().equals(SimpleType.STRING)
          ? scalar(map.valueType()).map(MapType::new)
          : Optional.empty();
    }
    return scalar(type).map(scalar -> scalar);
  }

  private static Optional<Scalar> scalar(CelType type) {
    return switch (type.kind()) {
      case STRING -> Optional.of(Scalar.STRING);
      case INT -> Optional.of(Scalar.INT64);
      case DOUBLE -> Optional.of(Scalar.DOUBLE);
      case BOOL -> Optional.of(Scalar.BOOL);
      case TIMESTAMP -> Optional.of(Scalar.TIMESTAMP);
      default -> Optional.empty();
    };
  }

  /** How closures see the type; empty for one that no closure computes with. */
  static Optional<Kind> kind(CelType type) {
    return switch (type.kind()) {
      case BOOL -> Optional.of(Kind.BOOL);
      case INT -> Optional.of(Kind.INT);
      case DOUBLE -> Optional.of(Kind.DOUBLE);
      case STRING -> Optional.of(Kind.STRING);
      case TIMESTAMP -> Optional.of(Kind.TIMESTAMP);
      case DURATION -> Optional.of(Kind.DURATION);
      case LIST -> Optional.of(Kind.LIST);
      case MAP -> Optional.of(Kind.MAP);
      default -> Optional.empty();
    };
  }

  /** Checker's names of types, anywhere in a message, as expressions write them. */
  static String plain(String message) {
    return message
        .replace("google.protobuf.Timestamp", "timestamp")
        .replace("google.protobuf.Duration", "duration")
        .replace(STRUCT_PREFIX, "")
        .replaceAll(ANSWER_PREFIX + "(\\w+)", "$1()");
  }
}
