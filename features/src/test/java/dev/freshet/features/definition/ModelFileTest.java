package dev.freshet.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFileTest {

  private static final Path FOLDER = Path.of("/shop");

  private final Variables variables = new Variables(Map.of("MODELS", "/srv/{a}*$1")::get);

  @Test
  void startsFromTheFolderOfTheDefinition() throws Exception {
    assertThat(new Model.File(FOLDER, "models/../buy.json").in(variables))
        .isEqualTo(Path.of("/shop/buy.json"));
    assertThat(new Model.File(FOLDER, "/models/buy.json").in(variables))
        .isEqualTo(Path.of("/models/buy.json"));
  }

  @Test
  void takesWhatAVariableHoldsAsItIs() throws Exception {
    Model.File file = new Model.File(FOLDER, "${MODELS}/buy.json");

    assertThat(file.in(variables)).isEqualTo(Path.of("/srv/{a}*$1/buy.json"));
    assertThat(file.name()).isEqualTo("buy.json");
  }

  @Test
  void saysWhichVariableIsNotSet() {
    assertThatThrownBy(() -> new Model.File(FOLDER, "${AWAY}/buy.json").in(variables))
        .isInstanceOf(UnsetVariableException.class)
        .hasMessage(
            "${AWAY}/buy.json: the environment variable AWAY is not set; set it to a folder, such as with: export AWAY=/data");
  }
}
