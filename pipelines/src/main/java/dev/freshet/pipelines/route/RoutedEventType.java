package dev.freshet.pipelines.route;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The Flink type of routed events. */
public final class RoutedEventType extends TypeInformation<RoutedEvent> {

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
  public Class<RoutedEvent> getTypeClass() {
    return RoutedEvent.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<RoutedEvent> createSerializer(SerializerConfig config) {
    return RoutedEventSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "RoutedEvent";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RoutedEventType;
  }

  @Override
  public int hashCode() {
    return RoutedEventType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RoutedEventType;
  }
}
