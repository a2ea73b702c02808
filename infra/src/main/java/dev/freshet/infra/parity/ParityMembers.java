package dev.freshet.infra.parity;

import dev.freshet.pipelines.parity.ParityReport;
import dev.freshet.pipelines.parity.ParityReport.Counts;
import dev.freshet.pipelines.parity.ParityReport.Example;
import dev.freshet.pipelines.parity.ParityReport.OfFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report as members for programs. */
public final class ParityMembers {

  private ParityMembers() {}

  /** All of it. */
  public static Map<String, Object> of(ParityReport report) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("rows", report.rows());
    members.put("unreadable", report.unreadable());
    put(report.total(), members);
    Map<String, Object> behind = new LinkedHashMap<>();
    if (report.behind().max() >= 0) {
      behind.put("p50", report.behind().p50());
      behind.put("p99", report.behind().p99());
      behind.put("max", report.behind().max());
    }
    members.put("behind_ms", behind);
    members.put("unknown_features", report.unknown());
    members.put("features", report.features().stream().map(ParityMembers::of).toList());
    return members;
  }

  private static Map<String, Object> of(OfFeature of) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("feature", of.feature());
    put(of.counts(), members);
    members.put("examples", of.examples().stream().map(ParityMembers::of).toList());
    return members;
  }

  private static Map<String, Object> of(Example example) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("entities", example.entities());
    members.put("as_of", example.asOf());
    members.put("served", example.served());
    members.put("offline", example.offline());
    members.put("explained", example.explained());
    return members;
  }

  private static void put(Counts counts, Map<String, Object> members) {
    members.put("compared", counts.compared());
    members.put("equal", counts.equal());
    members.put("approximate", counts.approximate());
    members.put("different", counts.different());
    members.put("explained", counts.explained());
    members.put("no_row", counts.noRow());
    members.put("not_archived", counts.notArchived());
    members.put("beyond_horizon", counts.beyondHorizon());
    members.put("share", counts.compared() == 0 ? null : (Double) counts.share());
  }
}
