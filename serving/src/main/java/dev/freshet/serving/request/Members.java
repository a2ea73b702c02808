package dev.freshet.serving.request;

import java.io.IOException;
import java.util.List;

/** What an object of a request may have, and takes it in. */
interface Members {

  /** Their names. */
  List<String> names();

  /** Whether other members are refused. */
  default boolean strict() {
    return true;
  }

  /** Takes in the value of one of them, which is not null. */
  void read(String member, JsonBody body) throws IOException;

  /** Members of several kinds in one object, each of the first that knows its name. */
  record Joined(List<Members> kinds) implements Members {

    Joined(Members... kinds) {
      this(List.of(kinds));
    }

    @Override
    public List<String> names() {
      return kinds.stream().flatMap(kind -> kind.names().stream()).sorted().toList();
    }

    @Override
    public void read(String member, JsonBody body) throws IOException {
      for (Members kind : kinds) {
        if (kind.names().contains(member)) {
          kind.read(member, body);
          return;
        }
      }
    }
  }
}
