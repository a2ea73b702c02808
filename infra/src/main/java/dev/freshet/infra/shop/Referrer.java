package dev.freshet.infra.shop;

import java.util.List;
import java.util.Optional;

/** Where a session came from: which page it was, and for which campaign its link was made. */
enum Referrer {
  DIRECT(List.of(""), List.of()),
  SEARCH(
      List.of("https://www.google.com/", "https://www.bing.com/", "https://duckduckgo.com/"),
      List.of()),
  SOCIAL(
      List.of("https://l.facebook.com/", "https://www.instagram.com/", "https://t.co/Xq3"),
      List.of("", "utm_source=instagram&utm_medium=social&utm_campaign=spring%20looks")),
  EMAIL(
      List.of("https://mail.google.com/", "https://outlook.live.com/", ""),
      List.of(
          "utm_source=newsletter&utm_medium=email&utm_campaign=weekly",
          "utm_source=newsletter&utm_medium=email&utm_campaign=winter+sale")),
  AD(
      List.of("https://www.google.com/", "https://news.example/today"),
      List.of(
          "utm_source=google&utm_medium=cpc&utm_campaign=brand",
          "utm_source=display&utm_medium=banner&utm_campaign=winter+sale"));

  private final List<String> pages;
  private final List<String> parameters;

  Referrer(List<String> pages, List<String> parameters) {
    this.pages = pages;
    this.parameters = parameters;
  }

  /** The page that a session came from; empty where a browser tells none. */
  String page(String session) {
    return pages.get(Math.floorMod(session.hashCode(), pages.size()));
  }

  /** What the link to the shop said of its campaign. */
  Optional<String> campaign(String session) {
    return parameters.isEmpty()
        ? Optional.empty()
        : Optional.of(parameters.get(Math.floorMod(session.hashCode() / 7, parameters.size())))
            .filter(text -> !text.isEmpty());
  }
}
