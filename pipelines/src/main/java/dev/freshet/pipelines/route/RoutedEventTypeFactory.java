package dev.freshet.pipelines.route;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Tells Flink how routed events travel. */
public final class RoutedEventTypeFactory extends TypeInfoFactory<RoutedEvent> {

  @Override
  public TypeInformation<RoutedEvent> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return RoutedEvent.TYPE;
  }
}
