package dev.freshet.infra.shop;

/**
 * The circumstances of a session.
 *
 * @param id of the session
 * @param anonymous whether the visitor is not logged in, so that nobody knows whose events they are
 */
record Visit(String id, Visitor visitor, boolean anonymous, Device device, Referrer referrer) {

  String userAgent() {
    return visitor.bot() ? Robot.userAgent(visitor.id()) : device.userAgent(visitor.id());
  }

  /** The page that it came from; empty where a browser tells none. */
  String from() {
    return referrer.page(id);
  }

  /** The address of the page on which they do something. */
  String url(Interaction interaction) {
    String page = "https://shop.example" + interaction.path();
    return interaction.landing()
        ? page
            + referrer
                .campaign(id)
                .map(campaign -> (page.contains("?") ? "&" : "?") + campaign)
                .orElse("")
        : page;
  }
}
