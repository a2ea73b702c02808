package dev.freshet.serving.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.Scalar;
import dev.freshet.serving.proto.Int64List;
import dev.freshet.serving.proto.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProtoValueTest {

  @Test
  void setsTheFieldOfTheType() {
    assertThat(ProtoValue.of(Scalar.INT64, 3L))
        .isEqualTo(Value.newBuilder().setInt64Val(3).build());
    assertThat(ProtoValue.of(Scalar.DOUBLE, 0.5).getDoubleVal()).isEqualTo(0.5);
    assertThat(ProtoValue.of(Scalar.BOOL, false).getValCase()).isEqualTo(Value.ValCase.BOOL_VAL);
    assertThat(ProtoValue.of(Scalar.STRING, "a").getStringVal()).isEqualTo("a");
    assertThat(ProtoValue.of(Scalar.TIMESTAMP, Instant.ofEpochMilli(1999)).getUnixTimestampVal())
        .isEqualTo(1);
  }

  @Test
  void setsNoFieldWhereThereIsNoValue() {
    assertThat(ProtoValue.of(Scalar.DOUBLE, null).getValCase())
        .isEqualTo(Value.ValCase.VAL_NOT_SET);
  }

  @Test
  void keepsTheTypeOfAnEmptyList() {
    for (Scalar element : Scalar.values()) {
      Value value = ProtoValue.of(new ListType(element), List.of());

      assertThat(value.getValCase().name())
          .isEqualTo(
              element == Scalar.TIMESTAMP
                  ? "UNIX_TIMESTAMP_LIST_VAL"
                  : element.name() + "_LIST_VAL");
      assertThat(value.toByteString()).as("it is sent").isNotEqualTo(ByteString.EMPTY);
    }
    assertThat(ProtoValue.of(new ListType(Scalar.INT64), List.of(2L, 1L)).getInt64ListVal())
        .isEqualTo(Int64List.newBuilder().addVal(2).addVal(1).build());
  }

  @Test
  void isAMapToNewClientsAndTextToOldOnes() throws InvalidProtocolBufferException {
    Value sent = ProtoValue.of(new MapType(Scalar.INT64), Map.of("hats", 2L));

    Value read = Value.parseFrom(sent.toByteString());
    assertThat(read.getValCase()).isEqualTo(Value.ValCase.MAP_VAL);
    assertThat(read.getMapVal().getValMap())
        .isEqualTo(Map.of("hats", Value.newBuilder().setInt64Val(2).build()));

    UnknownFieldSet fields = UnknownFieldSet.parseFrom(sent.toByteString());
    assertThat(fields.asMap()).containsOnlyKeys(2, 20);
    assertThat(fields.getField(2).getLengthDelimitedList().get(0).toStringUtf8())
        .isEqualTo("{\"hats\":2}");
  }
}
