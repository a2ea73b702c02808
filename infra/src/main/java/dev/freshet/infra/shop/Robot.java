package dev.freshet.infra.shop;

import java.util.List;

/** The programs that read page after page, and say so. */
final class Robot {

  private static final List<String> USER_AGENTS =
      List.of(
          "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
          "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36",
          "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
          "python-requests/2.31.0");

  private Robot() {}

  static String userAgent(String visitor) {
    return USER_AGENTS.get(Math.floorMod(visitor.hashCode(), USER_AGENTS.size()));
  }
}
