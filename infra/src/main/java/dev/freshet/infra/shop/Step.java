package dev.freshet.infra.shop;

/** What comes next in a session, and how long after what came before. */
record Step(Interaction interaction, double afterSeconds) {

  /** The same as the first of its session. */
  Step asLanding() {
    return new Step(interaction.asLanding(), afterSeconds);
  }
}
