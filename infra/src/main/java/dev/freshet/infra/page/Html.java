package dev.freshet.infra.page;

/** A page in the making: one file, without scripts, light or dark as its reader's screen is. */
public final class Html {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      :root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --faint: #5b6778; --line: #e3e7ee; --good: #2f9e6e; --near: #8fd0b3; --warn: #e0b040; --bad: #cc3344; --accent: #2b6cb0; --other: #b7791f }
      @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --paper: #14181f; --faint: #9aa6b6; --line: #2d3541; --good: #3fb983; --near: #2c6b50; --warn: #d0a23a; --bad: #ef6573; --accent: #6aa9ea; --other: #e0b060 } }
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: var(--ink); background: var(--paper) }
      table { border-collapse: collapse; width: 100%% }
      th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums }
      th:first-child, td:first-child { text-align: left }
      td.values { text-align: left; font-family: ui-monospace, monospace; font-size: 13px; word-break: break-word }
      .bar { display: flex; width: 12rem; height: .8rem; background: var(--line); border-radius: .2rem; overflow: hidden }
      .equal { background: var(--good) } .approximate { background: var(--near) } .explained { background: var(--warn) } .wrong { background: var(--bad) } .share { background: var(--accent) }
      .big { font-size: 2.4rem; font-weight: 600 }
      .note { color: var(--faint) }
      .scroll { overflow-x: auto }
      .plots { display: flex; flex-wrap: wrap; gap: 2rem }
      figure { margin: 0; flex: 1 1 22rem; max-width: 32rem }
      svg { width: 100%%; height: auto; font: 12px system-ui, sans-serif; fill: var(--faint) }
      summary { cursor: pointer }
      </style>
      </head>
      <body>
      <h1>%1$s</h1>
      """;

  private final StringBuilder text = new StringBuilder();

  /** A page with a title, which is its heading too. */
  public Html(String title) {
    text.append(HEAD.formatted(escape(title)));
  }

  /** Adds what is HTML already. */
  public Html add(String html) {
    text.append(html);
    return this;
  }

  /** The whole page. */
  public String end() {
    return text + "</body>\n</html>\n";
  }

  /** Text as HTML. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
