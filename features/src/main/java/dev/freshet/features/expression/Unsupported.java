package dev.freshet.features.expression;

import dev.cel.common.ast.CelExpr;
import java.util.Optional;

/** What CEL has and expressions here have not, as far as it shows before types are checked. */
final class Unsupported {

  private Unsupported() {}

  /** Why the expression itself, whatever its parts, is refused. */
  static Optional<String> reason(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT ->
          switch (expr.constant().getKind()) {
            case NULL_VALUE ->
                Optional.of(
                    "null is not supported; ask whether a member has a value with has(event.x)");
            case UINT64_VALUE ->
                Optional.of(
                    "uint is not supported; write %s without the u"
                        .formatted(expr.constant().uint64Value()));
            case BYTES_VALUE ->
                Optional.of("bytes are not supported; write the string without the b");
            default -> Optional.empty();
          };
      case STRUCT ->
          Optional.of(
              "messages such as %s{...} are not supported; a map is written {\"key\": value}"
                  .formatted(expr.struct().messageName()));
      case CALL ->
          expr.call().target().isEmpty() && Hints.isUnsupported(expr.call().function())
              ? Optional.of(Hints.unsupported(expr.call().function()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
