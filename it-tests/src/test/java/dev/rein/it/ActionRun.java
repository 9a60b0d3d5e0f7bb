package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.Action;
import dev.rein.it.host.ActionHost;
import dev.rein.it.host.Actions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * An action done {@link #CALLS} times in a JVM of its own, with a budget for {@link #ALLOWED} of
 * them, and what the ledger says afterwards.
 */
record ActionRun(Method method, HostJvm host, List<String> outcomes, Ledgers.Jvm jvm) {
  static final int CALLS = 4;
  private static final int ALLOWED = 2;

  /** Runs all actions that the JDK has, two JVMs at a time. */
  static List<ActionRun> allOn(Jdk jdk, Workbench workbench, ProgramServer server)
      throws IOException, InterruptedException {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    try {
      List<Future<Ended>> running = new ArrayList<>();
      for (Method action : Actions.all()) {
        if (action.getAnnotation(Action.class).since() <= jdk.feature()) {
          running.add(executor.submit(() -> run(jdk, action, workbench, server)));
        }
      }
      List<Ended> ended = new ArrayList<>();
      for (Future<Ended> one : running) {
        ended.add(one.get());
      }
      Ledgers ledgers = ReinCli.view(workbench.ledgers());
      return ended.stream()
          .map(one -> new ActionRun(one.action, one.host, one.outcomes, ledgers.of(one.host)))
          .toList();
    } catch (ExecutionException e) {
      throw new IOException("an action could not be run", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private record Ended(Method action, HostJvm host, List<String> outcomes) {}

  private static Ended run(Jdk jdk, Method method, Workbench workbench, ProgramServer server)
      throws IOException, InterruptedException {
    Amounts charges = Amounts.parse(method.getAnnotation(Action.class).charges());
    String limited = charges.first();
    Path policy =
        workbench.policy(
            "limits:\n  %s: {budget: %d, then: deny}\n"
                .formatted(limited, ALLOWED * charges.of(limited)));
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .jvmOptions(server.echoOption())
            .start(ActionHost.class, workbench.toString(), server.url())
            .awaitReady()) {
      List<String> outcomes = host.ask("run " + method.getName() + " " + CALLS);
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
      return new Ended(method, host, outcomes);
    }
  }

  String name() {
    return method.getName();
  }

  private Action action() {
    return method.getAnnotation(Action.class);
  }

  void passesWithinBudget() {
    assertThat(outcomes).hasSize(CALLS);
    assertThat(outcomes.subList(0, ALLOWED)).containsOnly("ok");
  }

  void isRefusedBeyond() {
    Amounts charges = Amounts.parse(action().charges());
    long budget = ALLOWED * charges.of(charges.first());
    String message =
        "refused by Rein: %s of account 'jvm' has reached its limit of %d (used %d); "
            .formatted(charges.first(), budget, budget);
    for (String outcome : outcomes.subList(ALLOWED, CALLS)) {
      if (action().refusal() == boolean.class) {
        assertThat(outcome).isEqualTo("false");
      } else {
        assertThat(outcome).startsWith("threw ").contains(message).contains("dev.rein.api.");
        String outermost = outcome.substring("threw ".length(), outcome.indexOf(": ")) + "<";
        assertThat(outermost).contains(action().refusal().getName() + "<");
      }
    }
    assertThat(jvm.denied(charges.first()))
        .isEqualTo((long) (CALLS - ALLOWED) * action().refusedCalls());
  }

  void isCountedExactly() {
    TreeMap<String, Long> expected = new TreeMap<>();
    Amounts.parse(action().before()).addTo(expected, CALLS);
    Amounts.parse(action().charges()).addTo(expected, ALLOWED);
    Amounts charges = Amounts.parse(action().charges());
    assertThat(charges.comparable(jvm.counts())).isEqualTo(expected);
  }
}
