package dev.freshet.features.web;

/**
 * What a user agent says of itself.
 *
 * @param device {@code phone tablet desktop tv console watch bot} or {@code other}
 * @param os the operating system's family, such as {@code Android}; {@code Other} if not known
 * @param browser the program's family, such as {@code Chrome Mobile}; {@code Other} if not known
 */
public record UserAgent(String device, String os, String browser) {

  static final String BOT = "bot";

  /** Whether it is a program that nobody sits at: a crawler, a preview, a library that fetches. */
  public boolean isBot() {
    return device.equals(BOT);
  }
}
