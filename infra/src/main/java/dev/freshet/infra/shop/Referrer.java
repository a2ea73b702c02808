package dev.freshet.infra.shop;

import java.util.List;
import java.util.Optional;

/** Where a session came from: which page it was, and for which campaign its link was made. */
enum Referrer {
  DIRECT,
  SEARCH,
  SOCIAL,
  EMAIL,
  AD;

  /** The page that a session came from; empty where a browser tells none. */
  String page(String session) {
    return pick(
        session.hashCode(),
        switch (this) {
          case DIRECT -> List.of("");
          case SEARCH ->
              List.of(
                  "https://www.google.com/", "https://www.bing.com/", "https://duckduckgo.com/");
          case SOCIAL ->
              List.of("https://l.facebook.com/", "https://www.instagram.com/", "https://t.co/Xq3");
          case EMAIL -> List.of("https://mail.google.com/", "https://outlook.live.com/", "");
          case AD -> List.of("https://www.google.com/", "https://news.example/today");
        });
  }

  /** What the link to the shop said of its campaign. */
  Optional<String> campaign(String session) {
    String parameters =
        pick(
            session.hashCode() / 7,
            switch (this) {
              case DIRECT, SEARCH -> List.of("");
              case SOCIAL ->
                  List.of("", "utm_source=instagram&utm_medium=social&utm_campaign=spring%20looks");
              case EMAIL ->
                  List.of(
                      "utm_source=newsletter&utm_medium=email&utm_campaign=weekly",
                      "utm_source=newsletter&utm_medium=email&utm_campaign=winter+sale");
              case AD ->
                  List.of(
                      "utm_source=google&utm_medium=cpc&utm_campaign=brand",
                      "utm_source=display&utm_medium=banner&utm_campaign=winter+sale");
            });
    return Optional.of(parameters).filter(text -> !text.isEmpty());
  }

  private static String pick(int number, List<String> texts) {
    return texts.get(Math.floorMod(number, texts.size()));
  }
}
