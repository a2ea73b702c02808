package dev.freshet.features.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {

  private static final Shape SHAPE =
      new Shape("a feature", List.of("name", "aggregation"), List.of("where", "windows"));

  private final Findings findings = new Findings();

  @Test
  void givesTheMembersOfAMapping() {
    Members members = members("{name: views, aggregation: count}");

    assertThat(members.get("name").map(Item::shown)).contains("\"views\"");
    assertThat(members.get("where")).isEmpty();
    assertThat(messages()).isEmpty();
  }

  @Test
  void aMissingKeyIsAProblemOfTheMapping() {
    members("\n\n{name: views}");

    assertThat(messages())
        .containsExactly("a feature must have the key \"aggregation\", which is missing; add it");
    assertThat(findings.inOrder().get(0).place().line()).isEqualTo(3);
  }

  @Test
  void aMisspeltKeyIsReadAsTheOneThatWasMeant() {
    Members members = members("{nam: views, agregation: count}");

    assertThat(members.get("name").map(Item::shown)).contains("\"views\"");
    assertThat(members.get("aggregation").map(Item::shown)).contains("\"count\"");
    assertThat(messages())
        .containsExactly(
            "\"nam\" is no key of a feature; did you mean \"name\"?",
            "\"agregation\" is no key of a feature; did you mean \"aggregation\"?");
  }

  @Test
  void whatFollowsFromTheGuessIsNotReported() {
    Members members = members("{name: views, aggregation: count, window: 5m}");

    findings.report(members.get("windows").orElseThrow().place(), "is not a list");

    assertThat(messages())
        .containsExactly("\"window\" is no key of a feature; did you mean \"windows\"?");
  }

  @Test
  void anUnknownKeyAndAMissingOneAreOneProblem() {
    Members members = members("{name: views, type: count}");

    assertThat(messages())
        .containsExactly("\"type\" is no key of a feature; it must have \"aggregation\"");
    assertThat(members.hasStrangeKeys()).isTrue();
  }

  @Test
  void aKeyMayNotTakeThePlaceOfOneThatIsThere() {
    Members members = members("{name: views, nam: clicks, aggregation: count}");

    assertThat(members.get("name").map(Item::shown)).contains("\"views\"");
    assertThat(messages())
        .containsExactly(
            "\"nam\" is no key of a feature; remove it, or use one of name, aggregation, where,"
                + " windows");
  }

  @Test
  void aKeyStandsOnce() {
    Members members = members("name: views\naggregation: count\nname: clicks");

    assertThat(members.get("name").map(Item::shown)).contains("\"views\"");
    assertThat(messages())
        .containsExactly(
            "the key \"name\" stands here twice, first in line 1; a key stands once: remove one");
  }

  @Test
  void whatIsNoMappingHasNoMembers() {
    Item item = item("[a, b]");

    assertThat(Members.of(item, SHAPE, findings)).isEmpty();
    assertThat(messages())
        .containsExactly(
            "a list is not a feature, which is a mapping; write its keys: name, aggregation, where,"
                + " windows");
  }

  private Members members(String yaml) {
    return Members.of(item(yaml), SHAPE, findings).orElseThrow();
  }

  private Item item(String yaml) {
    return Documents.read("a.yaml", yaml.getBytes(StandardCharsets.UTF_8), findings)
        .orElseThrow()
        .get(0);
  }

  private List<String> messages() {
    return findings.inOrder().stream().map(Finding::message).toList();
  }
}
