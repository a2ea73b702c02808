package dev.freshet.features.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which kind of device a user agent speaks for, by the first rule that holds. uap-core names models
 * and systems, not kinds, so that this table stands on top of it.
 */
record DeviceRules(List<Rule> rules) {

  private static final String NONE = "other";

  DeviceRules {
    rules = List.copyOf(rules);
  }

  /** The rules of a table: a line each, with tabs between its cells. */
  static DeviceRules read(byte[] table) {
    return new DeviceRules(
        new String(table, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> Rule.of(line.split("\t", -1)))
            .toList());
  }

  String kind(Traits traits) {
    for (Rule rule : rules) {
      if (rule.conditions().stream().allMatch(condition -> condition.holds(traits))) {
        return rule.kind();
      }
    }
    return NONE;
  }

  /**
   * What rules look at.
   *
   * @param text the user agent
   * @param device the family that uap-core tells of it, as of the others
   */
  record Traits(String text, String device, String os, String browser) {}

  /** One line of the table. */
  record Rule(String kind, List<Condition> conditions) {

    static Rule of(String[] cells) {
      List<Condition> conditions = new ArrayList<>();
      for (int i = 1; i + 1 < cells.length; i += 2) {
        conditions.add(
            new Condition(Where.valueOf(cells[i].toUpperCase(Locale.ROOT)), cells[i + 1]));
      }
      return new Rule(cells[0], List.copyOf(conditions));
    }
  }

  /** Something that must be found somewhere. */
  record Condition(Where where, String what) {

    boolean holds(Traits traits) {
      return switch (where) {
        case DEVICE -> traits.device().equals(what);
        case OS -> traits.os().equals(what);
        case BROWSER -> traits.browser().equals(what);
        case TEXT -> traits.text().contains(what);
        case START -> traits.text().startsWith(what);
      };
    }
  }

  private enum Where {
    DEVICE,
    OS,
    BROWSER,
    TEXT,
    START
  }
}
