package dev.freshet.infra.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** A question to a running part that tells whether it works. */
@FunctionalInterface
public interface Probe {

  int TIMEOUT_MILLIS = 1_000;

  boolean answers();

  default Probe and(Probe other) {
    return () -> answers() && other.answers();
  }

  /** Whether the flink job at that URL runs with all of its tasks. */
  static Probe job(String web) {
    return http(web + "/jobs/overview", JobState::isRunning);
  }

  /** Whether somebody listens there. */
  static Probe port(int port) {
    return () -> {
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Whether a GET is answered with 200 and such a body. */
  static Probe http(String url, Predicate<String> body) {
    return () -> {
      try {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
          connection.disconnect();
          return false;
        }
        try (InputStream in = connection.getInputStream()) {
          return body.test(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        return false;
      }
    };
  }
}
