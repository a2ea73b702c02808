package dev.freshet.serving.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.serving.model.UnusableModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** ONNX Runtime is optional: who has no jar of it is told so. */
class WithoutRuntimeTest {

  /** Loads our package anew, and finds nothing of the runtime. */
  private static final class Loader extends ClassLoader {

    Loader() {
      super(WithoutRuntimeTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("ai.onnxruntime.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("dev.freshet.serving.model.onnx.")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void theMessageNamesTheJarThatIsMissing() throws Exception {
    Method read =
        new Loader().loadClass(OnnxModels.class.getName()).getMethod("read", byte[].class);
    assertThat(read.getDeclaringClass()).isNotSameAs(OnnxModels.class);
    assertThatThrownBy(() -> read.invoke(null, new byte[] {1}))
        .cause()
        .isInstanceOf(UnusableModelException.class)
        .hasMessageContaining("add com.microsoft.onnxruntime:onnxruntime");
  }
}
