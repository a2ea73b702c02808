package dev.freshet.benchmarks.kernel;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.features.expression.Expression;
import dev.freshet.features.expression.ExpressionCompiler;
import dev.freshet.features.expression.ExpressionCompiler.Compilation;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Evaluating an expression over an event: our closures, against CEL's own interpreter, whose map of
 * the event's fields is made beforehand.
 */
@State(Scope.Thread)
public class ExpressionBenchmark {

  private static final int EVENTS = 256;

  @Param({
    "event.type == 'view' && event.price > 100.0",
    "event.price * double(event.quantity)",
    "event.category in ['hats', 'bags'] || event.item_id.startsWith('i-4')"
  })
  public String text;

  private final Object[][] slots = new Object[EVENTS][];
  private final Map<?, ?>[] variables = new Map<?, ?>[EVENTS];
  private Expression expression;
  private CelRuntime.Program program;
  private int next;

  @Setup
  public void prepare() throws CelValidationException, CelEvaluationException {
    ShopRecords records = new ShopRecords();
    Source source = records.source();
    for (int i = 0; i < EVENTS; i++) {
      Event event = records.event(records.next(1_795_000_000_000L + i));
      slots[i] = event.slots();
      Map<String, Object> members = new HashMap<>();
      for (int slot = 0; slot < slots[i].length; slot++) {
        if (slots[i][slot] != null) {
          members.put(source.fields().get(slot).name(), slots[i][slot]);
        }
      }
      variables[i] = Map.of("event", members);
    }
    var scope = dev.freshet.features.expression.Scope.ofEvent(source.schema());
    expression = ((Compilation.Compiled) new ExpressionCompiler(scope).compile(text)).expression();
    program =
        CelRuntimeFactory.legacyCelRuntimeBuilder()
            .build()
            .createProgram(
                CelCompilerFactory.standardCelCompilerBuilder()
                    .addVar("event", MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .build()
                    .compile(text)
                    .getAst());
  }

  @Benchmark
  public Object freshet() {
    next = (next + 1) % EVENTS;
    return expression.evaluate(slots[next]);
  }

  @Benchmark
  @SuppressWarnings("unchecked") // made above
  public Object baseline() throws CelEvaluationException {
    next = (next + 1) % EVENTS;
    return program.eval((Map<String, ?>) variables[next]);
  }
}
