package dev.freshet.features.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/** The functions that tell the circumstances of an event or a request: who, from where, when. */
final class ContextFunctions {

  private static final CelType TEXT = SimpleType.STRING;
  private static final CelType TIME = SimpleType.TIMESTAMP;
  private static final CelType DOUBLE = SimpleType.DOUBLE;

  private ContextFunctions() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        function("userAgent", overload("user_agent_string", Answer.USER_AGENT.type(), TEXT)),
        function("referrer", overload("referrer_string", Answer.REFERRER.type(), TEXT)),
        function(
            "query",
            overload("query_string_string", TEXT, TEXT, TEXT),
            overload("query_string_string_string", TEXT, TEXT, TEXT, TEXT)),
        function("daypart", overload("daypart_timestamp_string", TEXT, TIME, TEXT)),
        function("weekday", overload("weekday_timestamp_string", TEXT, TIME, TEXT)),
        function("isWeekend", overload("is_weekend_timestamp_string", SimpleType.BOOL, TIME, TEXT)),
        function(
            "geohash", overload("geohash_double_double_int", TEXT, DOUBLE, DOUBLE, SimpleType.INT)),
        function(
            "distanceKm", overload("distance_km_double", DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE)));
  }

  private static CelFunctionDecl function(String name, CelOverloadDecl... overloads) {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  private static CelOverloadDecl overload(String id, CelType result, CelType... parameters) {
    return CelOverloadDecl.newGlobalOverload(id, result, List.of(parameters));
  }
}
