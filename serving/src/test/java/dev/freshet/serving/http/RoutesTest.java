package dev.freshet.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final Endpoint get = new Silent("GET", "/a");
  private final Endpoint post = new Silent("POST", "/a");
  private final Routes routes = new Routes(List.of(get, post, new Silent("POST", "/b")));

  @Test
  void findsAnEndpointByMethodAndPath() {
    assertThat(routes.find("POST", "/a")).isEqualTo(post);
    assertThat(routes.find("HEAD", "/a")).isEqualTo(get);
  }

  @Test
  void namesWhatThereIs() {
    assertThatThrownBy(() -> routes.find("GET", "/a/"))
        .hasMessage("there is nothing at /a/; did you mean \"/a\"?");
    assertThatThrownBy(() -> routes.find("PUT", "/a"))
        .hasMessage("/a takes GET or POST, and not PUT");
    assertThatThrownBy(() -> routes.find("HEAD", "/b")).hasMessage("/b takes POST, and not HEAD");
  }

  @Test
  void refusesTwoEndpointsInOnePlace() {
    assertThatThrownBy(() -> new Routes(List.of(get, new Silent("GET", "/a"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private record Silent(String method, String path) implements Endpoint {

    @Override
    public CompletionStage<Answer> answer(Question question) {
      return new CompletableFuture<>();
    }
  }
}
