package dev.freshet.infra.shop;

/** Where visitors are, and when their day begins: in summer an hour off where clocks change. */
enum Country {
  DE(1, "Europe/Berlin"),
  US(-5, "America/New_York"),
  GB(0, "Europe/London"),
  FR(1, "Europe/Paris"),
  BR(-3, "America/Sao_Paulo"),
  JP(9, "Asia/Tokyo");

  private final int hoursAhead;
  private final String zone;

  Country(int hoursAhead, String zone) {
    this.hoursAhead = hoursAhead;
    this.zone = zone;
  }

  /** Hours ahead of UTC, in winter. */
  int hoursAhead() {
    return hoursAhead;
  }

  /** As their devices name it. */
  String zone() {
    return zone;
  }
}
