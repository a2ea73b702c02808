package dev.freshet.pipelines.archive;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How an origin travels within what has one. */
public final class OriginBytes {

  private OriginBytes() {}

  public static void write(ByteWriter out, Origin origin) {
    out.writeSigned(origin.partition()).writeSigned(origin.offset());
    out.writeSigned(origin.appended()).writeUnsigned(origin.verbatim().size());
    for (String json : origin.verbatim()) {
      out.writeValue(json);
    }
  }

  public static Origin read(ByteReader in) {
    int partition = (int) in.readSigned();
    long offset = in.readSigned();
    long appended = in.readSigned();
    int size = (int) in.readUnsigned();
    if (size == 0) {
      return new Origin(partition, offset, appended, List.of());
    }
    List<String> verbatim = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      verbatim.add((String) in.readValue());
    }
    return new Origin(partition, offset, appended, Collections.unmodifiableList(verbatim));
  }
}
