package dev.freshet.serving.model.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX file, written message by message with the field numbers of onnx.proto3. */
final class OnnxFile {

  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int BOOL = 9;
  static final int DOUBLE = 11;

  private final Message graph = new Message();

  OnnxFile() {
    graph.text(2, "graph");
  }

  /** A protobuf message that grows field by field. */
  static final class Message {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    private interface Writing {
      void write() throws IOException;
    }

    private Message field(Writing writing) {
      try {
        writing.write();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Message number(int field, long value) {
      return field(() -> out.writeInt64(field, value));
    }

    Message number(int field, float value) {
      return field(() -> out.writeFloat(field, value));
    }

    Message text(int field, String value) {
      return field(() -> out.writeString(field, value));
    }

    Message bytes(int field, byte[] value) {
      return field(() -> out.writeByteArray(field, value));
    }

    Message message(int field, Message value) {
      return bytes(field, value.toBytes());
    }

    byte[] toBytes() {
      field(out::flush);
      return bytes.toByteArray();
    }
  }

  OnnxFile input(String name, int type, long... shape) {
    graph.message(11, new Message().text(1, name).message(2, tensor(type, shape)));
    return this;
  }

  OnnxFile output(String name, int type, long... shape) {
    graph.message(12, new Message().text(1, name).message(2, tensor(type, shape)));
    return this;
  }

  /** A list of maps from class to probability, as ZipMap gives it. */
  OnnxFile outputOfMaps(String name) {
    Message map = new Message().number(1, INT64).message(2, tensor(FLOAT));
    Message sequence = new Message().message(1, new Message().message(5, map));
    graph.message(12, new Message().text(1, name).message(2, new Message().message(4, sequence)));
    return this;
  }

  /** A dimension of -1 is any number. */
  private static Message tensor(int type, long... shape) {
    Message dimensions = new Message();
    for (long dimension : shape) {
      dimensions.message(
          1, dimension < 0 ? new Message().text(2, "rows") : new Message().number(1, dimension));
    }
    return new Message().message(1, new Message().number(1, type).message(2, dimensions));
  }

  OnnxFile constant(String name, int type, double[] values, long... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * (type == DOUBLE ? 8 : 4))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      if (type == DOUBLE) {
        raw.putDouble(value);
      } else {
        raw.putFloat((float) value);
      }
    }
    Message tensor = new Message();
    for (long dimension : shape) {
      tensor.number(1, dimension);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw.array()));
    return this;
  }

  OnnxFile node(String operator, List<String> inputs, List<String> outputs, Message... attributes) {
    return node("", operator, inputs, outputs, attributes);
  }

  OnnxFile node(
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      Message... attributes) {
    Message node = new Message();
    inputs.forEach(each -> node.text(1, each));
    outputs.forEach(each -> node.text(2, each));
    node.text(4, operator).text(7, domain);
    for (Message attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return this;
  }

  static Message ints(String name, List<? extends Number> values) {
    Message attribute = new Message().text(1, name);
    values.forEach(each -> attribute.number(8, each.longValue()));
    return attribute.number(20, 7);
  }

  static Message floats(String name, List<? extends Number> values) {
    Message attribute = new Message().text(1, name);
    values.forEach(each -> attribute.number(7, each.floatValue()));
    return attribute.number(20, 6);
  }

  static Message texts(String name, List<String> values) {
    Message attribute = new Message().text(1, name);
    values.forEach(each -> attribute.text(9, each));
    return attribute.number(20, 8);
  }

  static Message text(String name, String value) {
    return new Message().text(1, name).text(4, value).number(20, 3);
  }

  static Message integer(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, 2);
  }

  byte[] toBytes() {
    return new Message()
        .number(1, 8)
        .text(2, "test")
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, 15))
        .message(8, new Message().text(1, "ai.onnx.ml").number(2, 3))
        .toBytes();
  }
}
