package dev.rein.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what it is asked, and answers what a test has set for that name. */
final class FakeAgent implements Function<Object[], @Nullable Object> {
  final List<List<Object>> calls = new ArrayList<>();
  private final Map<String, Object> answers = new HashMap<>();

  FakeAgent answer(String name, Object answer) {
    answers.put(name, answer);
    return this;
  }

  @Override
  public @Nullable Object apply(Object[] call) {
    calls.add(Arrays.asList(call));
    return answers.get((String) call[0]);
  }

  List<Object> lastCall() {
    return calls.get(calls.size() - 1);
  }

  /** What listens, as the agent knows it. */
  @SuppressWarnings("unchecked")
  Function<Object[], @Nullable Object> listener() {
    return (Function<Object[], @Nullable Object>) Objects.requireNonNull(lastCall().get(1));
  }

  static Object[] refusal() {
    return new Object[] {Calls.REFUSED, "coder", "mails.sent", 10L, 9L, "no more", "wait"};
  }
}
