package dev.rein.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent tells one function of a change, and that tells the host's listeners. */
final class PhaseListenersTest {
  private static final Object[] CHANGE = {"coder", "normal", "warning", "files.read", 1000L};

  private final FakeAgent agent = new FakeAgent();
  private final List<Registration> open = new ArrayList<>();

  @BeforeEach
  void connect() {
    Rein.connect(agent);
  }

  @AfterEach
  void disconnect() {
    open.forEach(Registration::close);
    Rein.connect(call -> null);
  }

  private Registration listen(Consumer<PhaseChange> listener) {
    Registration registration = Rein.onPhaseChange(listener);
    open.add(registration);
    return registration;
  }

  @Test
  void everyListenerIsTold() {
    List<PhaseChange> heard = new ArrayList<>();
    listen(heard::add);
    listen(heard::add);
    assertThat(agent.listener().apply(CHANGE)).isNull();
    PhaseChange change =
        new PhaseChange(
            "coder", Phase.NORMAL, Phase.WARNING, "files.read", Instant.ofEpochSecond(1));
    assertThat(heard).containsExactly(change, change);
  }

  @Test
  void theAgentLetsGoOfAHostThatListensNoMore() {
    List<PhaseChange> heard = new ArrayList<>();
    Registration first = listen(heard::add);
    Registration second = listen(heard::add);
    Function<Object[], @Nullable Object> listener = agent.listener();
    first.close();
    assertThat(agent.lastCall()).containsExactly("listen", listener);
    second.close();
    assertThat(agent.lastCall()).containsExactly("unlisten", listener);
    second.close();
    assertThat(agent.calls).hasSize(3);
    assertThat(listener.apply(CHANGE)).isNull();
    assertThat(heard).isEmpty();
  }

  @Test
  void anAgentThatComesLaterIsToldWhoListens() {
    List<PhaseChange> heard = new ArrayList<>();
    listen(heard::add);
    FakeAgent later = new FakeAgent();
    Rein.connect(later);
    assertThat(later.listener().apply(CHANGE)).isNull();
    assertThat(heard).hasSize(1);
  }

  @Test
  void anAgentThatNobodyListensToIsToldNothing() {
    assertThat(agent.calls).isEmpty();
  }

  @Test
  void aListenerThatFailsAgainAndAgainIsDroppedAndTheOthersHearAll() {
    List<PhaseChange> heard = new ArrayList<>();
    listen(
        change -> {
          throw new AssertionError("broken");
        });
    listen(heard::add);
    Function<Object[], @Nullable Object> listener = agent.listener();
    assertThat(listener.apply(CHANGE)).isNull();
    assertThat(listener.apply(CHANGE)).isNull();
    assertThat((String) listener.apply(CHANGE))
        .startsWith("the listener " + PhaseListenersTest.class.getName())
        .endsWith("3 times in a row and is not told any more: java.lang.AssertionError: broken");
    assertThat(listener.apply(CHANGE)).isNull();
    assertThat(heard).hasSize(4);
  }

  @Test
  void aListenerThatRecoversIsKept() {
    List<PhaseChange> heard = new ArrayList<>();
    listen(
        change -> {
          heard.add(change);
          if (heard.size() % 3 != 0) {
            throw new IllegalStateException("two of three");
          }
        });
    for (int i = 0; i < 9; i++) {
      assertThat(agent.listener().apply(CHANGE)).isNull();
    }
    assertThat(heard).hasSize(9);
  }

  @Test
  void aListenerHasTheContextClassLoaderItWasRegisteredWith() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    List<ClassLoader> seen = new ArrayList<>();
    try (ApiCopy loader = new ApiCopy()) {
      thread.setContextClassLoader(loader);
      listen(change -> seen.add(Thread.currentThread().getContextClassLoader()));
      thread.setContextClassLoader(before);
      assertThat(agent.listener().apply(CHANGE)).isNull();
      assertThat(seen).containsExactly(loader);
      assertThat(thread.getContextClassLoader()).isSameAs(before);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
