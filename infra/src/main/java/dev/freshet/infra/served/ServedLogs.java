package dev.freshet.infra.served;

import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.serving.log.LineTarget;
import dev.freshet.serving.log.RollingFile;
import java.io.IOException;
import org.apache.kafka.common.KafkaException;

/** Opens places for served rows to be logged to. */
public final class ServedLogs {

  private ServedLogs() {}

  /** Opens one. A topic need not be reachable yet; a file must be. */
  public static LineTarget open(ServedPlace place) {
    try {
      if (place instanceof ServedPlace.LogFile log) {
        return RollingFile.open(log.file(), RollingFile.DEFAULT_BYTES);
      }
      return new TopicLines((ServedPlace.Topic) place);
    } catch (IOException | KafkaException e) {
      throw new EnvironmentException("cannot log what is served: " + e, e);
    }
  }
}
