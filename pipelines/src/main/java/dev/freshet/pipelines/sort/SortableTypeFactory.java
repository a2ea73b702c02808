package dev.freshet.pipelines.sort;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Tells Flink how sortable bytes travel. */
public final class SortableTypeFactory extends TypeInfoFactory<Sortable> {

  @Override
  public TypeInformation<Sortable> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return Sortable.TYPE;
  }
}
