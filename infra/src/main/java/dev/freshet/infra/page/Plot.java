package dev.freshet.infra.page;

import java.util.List;
import java.util.Locale;

/**
 * A plot of points in a frame, as SVG. Axes go from the least to the greatest of what they show.
 *
 * @param x what goes to the right
 * @param y what goes up
 */
public record Plot(String title, Axis x, Axis y) {

  private static final double WIDTH = 420;
  private static final double HEIGHT = 300;
  private static final double LEFT = 52;
  private static final double BOTTOM = 40;
  private static final double TOP = 10;
  private static final double RIGHT = 10;
  private static final int TICKS = 4;

  /** What an axis shows, and from where to where. */
  public record Axis(String name, double from, double to) {

    /** An axis that shows all of some numbers, of which there is one at least. */
    public static Axis over(String name, List<Double> numbers) {
      double from = numbers.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      double to = numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      double margin = to > from ? (to - from) / 20 : Math.max(1e-6, Math.abs(to) / 20);
      return new Axis(name, from - margin, to + margin);
    }
  }

  /** A point. */
  public record At(double x, double y) {}

  /**
   * The plot, with what {@link #line}, {@link #dots} and {@link #bars} drew.
   *
   * @param drawn SVG
   */
  public String of(String... drawn) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        svg(
            "<figure><svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n",
            WIDTH, HEIGHT, Html.escape(title)));
    for (int i = 0; i <= TICKS; i++) {
      double atX = x.from() + (x.to() - x.from()) * i / TICKS;
      double atY = y.from() + (y.to() - y.from()) * i / TICKS;
      svg.append(
          svg(
              "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"var(--line)\"/>%n",
              LEFT, up(atY), WIDTH - RIGHT, up(atY)));
      svg.append(
          svg(
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT - 6, up(atY) + 4, number(atY, y)));
      svg.append(
          svg(
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
              across(atX), HEIGHT - BOTTOM + 16, number(atX, x)));
    }
    svg.append(
        svg(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, Html.escape(x.name())));
    svg.append(String.join("", drawn));
    svg.append("</svg><figcaption class=\"note\">")
        .append(Html.escape(title))
        .append("</figcaption></figure>\n");
    return svg.toString();
  }

  /**
   * A line through points.
   *
   * @param color such as {@code var(--accent)}
   */
  public String line(List<At> points, String color, boolean isDashed) {
    StringBuilder path = new StringBuilder();
    for (At point : points) {
      path.append(svg("%s%.1f,%.1f", path.isEmpty() ? "" : " ", across(point.x()), up(point.y())));
    }
    return svg(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
        path, color, isDashed ? " stroke-dasharray=\"4 4\"" : "");
  }

  /** Points, each with a name that is shown when it is pointed at. */
  public String dots(List<At> points, List<String> names, String color) {
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      dots.append(
          svg(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s</title></circle>%n",
              across(points.get(i).x()), up(points.get(i).y()), color, Html.escape(names.get(i))));
    }
    return dots.toString();
  }

  /** Upright bars, each from one point to the other of the same place. */
  public String bars(List<At> lows, List<At> highs, String color) {
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < lows.size(); i++) {
      bars.append(
          svg(
              "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
              across(lows.get(i).x()),
              up(lows.get(i).y()),
              across(highs.get(i).x()),
              up(highs.get(i).y()),
              color));
    }
    return bars.toString();
  }

  private double across(double atX) {
    return LEFT + (atX - x.from()) / (x.to() - x.from()) * (WIDTH - LEFT - RIGHT);
  }

  private double up(double atY) {
    return HEIGHT - BOTTOM - (atY - y.from()) / (y.to() - y.from()) * (HEIGHT - BOTTOM - TOP);
  }

  /** With as many digits as tell the ticks apart. */
  private static String number(double number, Axis axis) {
    double step = (axis.to() - axis.from()) / TICKS;
    int digits = (int) Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(step))));
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }

  private static String svg(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
