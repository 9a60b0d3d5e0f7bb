package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.api.Account;
import dev.rein.api.Rein;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/api.md} shows a program that is compiled, and has every call. */
final class ApiPageTest {
  private static final String PAGE = "docs/api.md";
  private static final String PROGRAM = "it-tests/src/test/java/dev/rein/it/host/ApiHost.java";
  private static final String SLOTS = "it-tests/src/test/java/dev/rein/it/host/SlotHost.java";

  /** For the agent. */
  private static final Set<String> NOT_FOR_PROGRAMS = Set.of("connect", "toString");

  @Test
  void theExampleIsInStep() {
    String source = GeneratedDocs.read(PROGRAM);
    String type = source.substring(source.indexOf("public final class"));
    GeneratedDocs.assertPart(PAGE, "example", "```java\n" + type + "```\n");
  }

  @Test
  void theExampleOfSlotsIsInStep() {
    String source = GeneratedDocs.read(SLOTS);
    String type = source.substring(source.indexOf("public final class"));
    GeneratedDocs.assertPart(PAGE, "slots", "```java\n" + type + "```\n");
  }

  @ParameterizedTest
  @ValueSource(classes = {Rein.class, Account.class})
  void everyCallIsOnThePage(Class<?> type) {
    Set<String> calls = new TreeSet<>();
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && !NOT_FOR_PROGRAMS.contains(method.getName())) {
        String owner = type == Rein.class ? "Rein." : "account.";
        calls.add("| `" + owner + method.getName() + "(");
      }
    }
    assertThat(calls).isNotEmpty();
    assertThat(GeneratedDocs.read(PAGE)).contains(calls);
  }
}
