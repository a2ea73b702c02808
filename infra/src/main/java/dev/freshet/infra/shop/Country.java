package dev.freshet.infra.shop;

/** Where visitors are, and when their day begins: hours ahead of UTC. */
enum Country {
  DE(1),
  US(-5),
  GB(0),
  FR(1),
  BR(-3),
  JP(9);

  private final int hoursAhead;

  Country(int hoursAhead) {
    this.hoursAhead = hoursAhead;
  }

  int hoursAhead() {
    return hoursAhead;
  }
}
