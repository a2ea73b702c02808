package dev.freshet.features.expression.closure;

import dev.freshet.features.web.QueryString;
import dev.freshet.features.web.Referrer;
import dev.freshet.features.web.Referrers;
import dev.freshet.features.web.UserAgent;
import dev.freshet.features.web.UserAgents;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who visits and from where: {@code userAgent} and {@code referrer}, a builder for each member, and
 * {@code query}. The tables are loaded when the first such call is built, not when it first runs.
 */
final class Visits {

  private Visits() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("user_agent_string.device", call -> agent(call.text(0), UserAgent::device));
    functions.put("user_agent_string.os", call -> agent(call.text(0), UserAgent::os));
    functions.put("user_agent_string.browser", call -> agent(call.text(0), UserAgent::browser));
    functions.put("user_agent_string.isBot", call -> agentIs(call.text(0), UserAgent::isBot));
    functions.put("referrer_string.medium", call -> referrer(call.text(0), Referrer::medium));
    functions.put("referrer_string.source", call -> referrer(call.text(0), Referrer::source));
    functions.put("query_string_string", call -> parameter(call.text(0), call.text(1)));
    functions.put(
        "query_string_string_string", call -> parameter(call.text(0), call.text(1), call.text(2)));
  }

  private static Node.OfObject<String> agent(
      Node.OfObject<String> text, Function<UserAgent, String> member) {
    UserAgents agents = UserAgents.loaded();
    return frame -> {
      String agent = text.get(frame);
      return frame.failed ? "" : member.apply(agents.of(agent));
    };
  }

  private static Node.OfBool agentIs(Node.OfObject<String> text, Predicate<UserAgent> member) {
    UserAgents agents = UserAgents.loaded();
    return frame -> {
      String agent = text.get(frame);
      return !frame.failed && member.test(agents.of(agent));
    };
  }

  private static Node.OfObject<String> referrer(
      Node.OfObject<String> url, Function<Referrer, String> member) {
    Referrers referrers = Referrers.loaded();
    return frame -> {
      Optional<Referrer> referrer = referrers.of(url.get(frame));
      return referrer.isPresent() ? member.apply(referrer.get()) : frame.fail("");
    };
  }

  private static Node.OfObject<String> parameter(
      Node.OfObject<String> url, Node.OfObject<String> name) {
    return frame -> {
      Optional<String> value = QueryString.first(url.get(frame), name.get(frame));
      return value.isPresent() ? value.get() : frame.fail("");
    };
  }

  /** Only what is there, or else what stands in its place, may fail. */
  private static Node.OfObject<String> parameter(
      Node.OfObject<String> url, Node.OfObject<String> name, Node.OfObject<String> otherwise) {
    return frame -> {
      Optional<String> value = QueryString.first(url.get(frame), name.get(frame));
      return value.isPresent() ? value.get() : otherwise.get(frame);
    };
  }
}
