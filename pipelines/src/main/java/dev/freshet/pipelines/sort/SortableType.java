package dev.freshet.pipelines.sort;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The Flink type of sortable bytes. */
public final class SortableType extends TypeInformation<Sortable> {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Sortable> getTypeClass() {
    return Sortable.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Sortable> createSerializer(SerializerConfig config) {
    return SortableSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "Sortable";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SortableType;
  }

  @Override
  public int hashCode() {
    return SortableType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SortableType;
  }
}
