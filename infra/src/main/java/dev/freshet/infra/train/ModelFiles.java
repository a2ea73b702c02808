package dev.freshet.infra.train;

import dev.freshet.infra.console.Json;
import dev.freshet.infra.train.report.ReportMembers;
import dev.freshet.infra.train.report.ReportPage;
import dev.freshet.serving.model.Sidecar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files of a model: itself, its sidecar, and its report as JSON and as a page.
 *
 * @param model where the model is
 */
public record ModelFiles(Path model) {

  public Path sidecar() {
    return Sidecar.of(model);
  }

  public Path report() {
    return model.resolveSibling(model.getFileName() + ".report.json");
  }

  public Path page() {
    return model.resolveSibling(model.getFileName() + ".report.html");
  }

  /**
   * Writes them all. Each has its name only when it is whole, and the model comes last: a server
   * takes it up when it is the one that its sidecar is of.
   */
  public void write(Trained trained) throws IOException {
    Sidecar sidecar =
        new Sidecar(
            trained.report().subject().model(),
            trained.report().subject().service(),
            trained.report().subject().fingerprint(),
            trained.columns(),
            Sidecar.sha256(trained.file()));
    Map<Path, byte[]> contents = new LinkedHashMap<>();
    contents.put(report(), utf8(Json.line(ReportMembers.of(trained.report())) + "\n"));
    contents.put(page(), utf8(ReportPage.of(trained.report())));
    contents.put(sidecar(), sidecar.toJson());
    contents.put(model, trained.file());
    Files.createDirectories(model.getParent());
    Map<Path, Path> unfinished = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
        Path file = content.getKey();
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        part.toFile().deleteOnExit();
        unfinished.put(part, file);
        Files.write(part, content.getValue());
      }
      for (Map.Entry<Path, Path> part : unfinished.entrySet()) {
        Files.move(
            part.getKey(),
            part.getValue(),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (Path part : unfinished.keySet()) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
