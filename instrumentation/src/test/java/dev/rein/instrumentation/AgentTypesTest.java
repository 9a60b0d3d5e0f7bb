package dev.rein.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which classes have a configured method, by class file and by reflection. */
final class AgentTypesTest {
  private static final String THIS = AgentTypesTest.class.getName();
  private static final String WORK = THIS + "$Worker.work";

  interface Worker<T> {
    T work(T task);

    default void rest() {}
  }

  abstract static class Beginner implements Worker<String> {}

  static class Skilled extends Beginner {
    @Override
    public String work(String task) {
      return task;
    }
  }

  static final class Master extends Skilled {
    private static void work() {}

    void teach() {
      work();
    }
  }

  private static ClassHeader header(Class<?> type) {
    return Objects.requireNonNull(find(type.getName()));
  }

  private static ClassHeader find(String type) {
    String file = "/" + type.replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(AgentTypesTest.class.getResourceAsStream(file))) {
      return ClassHeader.read(in.readAllBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> matches(Class<?> type, String... methods) {
    ClassHeader header = header(type);
    AgentTypes types = new AgentTypes(Arrays.asList(methods));
    return AgentTypes.matches(header, types.of(header, AgentTypesTest::find));
  }

  @Test
  void aHeaderSaysWhatReflectionSays() {
    for (Class<?> type : List.of(Master.class, Worker.class, HashMap.class, Object.class)) {
      ClassHeader header = header(type);
      assertThat(header.type()).isEqualTo(type.getName());
      Class<?> above = type.isInterface() ? Object.class : type.getSuperclass();
      assertThat(header.superclass()).isEqualTo(above == null ? null : above.getName());
      assertThat(header.interfaces())
          .containsExactlyElementsOf(
              Arrays.stream(type.getInterfaces()).map(Class::getName).toList());
      assertThat(header.methods().stream().map(ClassHeader.Method::name))
          .filteredOn(name -> !name.startsWith("<"))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(type.getDeclaredMethods()).map(each -> each.getName()).toList());
    }
  }

  @Test
  void whatIsNoClassFileIsSaidToBeNone() throws IOException {
    byte[] bytes;
    try (InputStream in =
        Objects.requireNonNull(AgentTypesTest.class.getResourceAsStream("AgentTypesTest.class"))) {
      bytes = in.readAllBytes();
    }
    for (int length = 0; length < bytes.length / 2; length += 7) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ClassHeader.read(part)).isInstanceOf(IOException.class);
    }
    byte[] wrong = bytes.clone();
    wrong[10] = 99;
    assertThatThrownBy(() -> ClassHeader.read(wrong)).isInstanceOf(IOException.class);
    assertThat(new ByteArrayInputStream(bytes).available()).isPositive();
  }

  @Test
  void whatImplementsOrOverridesItMatches() {
    assertThat(matches(Skilled.class, WORK)).containsExactly(Map.entry("work", WORK));
    assertThat(matches(Worker.class, WORK)).as("has no code").isEmpty();
    assertThat(matches(Beginner.class, WORK)).as("declares none").isEmpty();
    assertThat(matches(Master.class, WORK)).as("private and static is no override").isEmpty();
  }

  @Test
  void ofTheNamedTypeAnyMethodMatches() {
    String named = THIS + "$Master.work";
    assertThat(matches(Master.class, named)).containsExactly(Map.entry("work", named));
    String rest = THIS + "$Worker.rest";
    assertThat(matches(Worker.class, rest)).containsExactly(Map.entry("rest", rest));
  }

  @Test
  void theFirstOfThePolicyIsTaken() {
    String own = THIS + "$Skilled.work";
    assertThat(matches(Skilled.class, WORK, own)).containsExactly(Map.entry("work", WORK));
    assertThat(matches(Skilled.class, own, WORK)).containsExactly(Map.entry("work", own));
  }

  @Test
  void constructorsDoNotMatch() {
    assertThat(matches(Skilled.class, THIS + "$Skilled.<init>")).isEmpty();
  }

  @Test
  void aLoadedClassHasWhatItsClassFileHas() {
    AgentTypes types = new AgentTypes(List.of(WORK, THIS + "$Master.teach", "java.util.List.add"));
    Map<Class<?>, List<String>> seen = new HashMap<>();
    assertThat(types.of(Master.class, seen)).containsExactly(WORK, THIS + "$Master.teach");
    assertThat(types.of(Beginner.class, seen)).containsExactly(WORK);
    assertThat(types.of(String.class, seen)).isEmpty();
    assertThat(types.of(java.util.ArrayList.class, seen)).containsExactly("java.util.List.add");
    assertThat(seen).containsKeys(Worker.class, Object.class);
  }

  @Test
  void aTypeAboveWithoutAClassFileCountsByItsName() {
    AgentTypes types = new AgentTypes(List.of(THIS + "$Beginner.work"));
    assertThat(types.of(header(Skilled.class), type -> null))
        .containsExactly(THIS + "$Beginner.work");
  }
}
