package dev.freshet.serving.request;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which candidates may be in a ranked list, being read from JSON. */
final class ShortlistJson implements Members {

  private static final List<String> NAMES = List.of("diversity", "exclude", "limit");

  private OptionalInt limit = OptionalInt.empty();
  private List<String> exclude = List.of();
  private Optional<Shortlist.Diversity> diversity = Optional.empty();

  @Override
  public List<String> names() {
    return NAMES;
  }

  @Override
  public void read(String member, JsonBody body) throws IOException {
    switch (member) {
      case "limit" -> limit = OptionalInt.of(body.count(member, 1, Integer.MAX_VALUE));
      case "exclude" ->
          exclude =
              body.texts(
                  member,
                  "a list of features such as [\"user_activity:purchased_items\"]",
                  "a feature such as \"user_activity:purchased_items\"");
      default -> {
        DiversityJson read = new DiversityJson();
        body.object(member, read);
        diversity = Optional.of(new Shortlist.Diversity(read.by, read.max));
      }
    }
  }

  Shortlist shortlist() {
    return new Shortlist(limit, exclude, diversity);
  }

  private static final class DiversityJson implements Members {

    private String by = "";
    private int max;

    @Override
    public List<String> names() {
      return List.of("by", "max");
    }

    @Override
    public void read(String member, JsonBody body) throws IOException {
      if (member.equals("by")) {
        by = body.text(member, "a feature such as \"item_profile:category\"");
      } else {
        max = body.count(member, 1, Integer.MAX_VALUE);
      }
    }
  }
}
