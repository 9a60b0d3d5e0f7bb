package dev.rein.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.TestGovernor;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import dev.rein.agent.lifecycle.Lifecycle.SiteChoice;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LifecycleTest {
  private final List<LedgerEntry> told = new CopyOnWriteArrayList<>();
  private final List<Thread> workers = new ArrayList<>();
  private final List<OpenHandle> handles = new ArrayList<>();
  private final TestGovernor governor = TestGovernor.unlimited();
  private final AccountLimits coder = governor.governor().accounts().agent(jvm(), "coder");
  private final Lifecycle lifecycle =
      new Lifecycle(told::add, () -> handles, this::worker, SiteChoice.STARTS);

  @TempDir private Path folder;

  private AccountLimits jvm() {
    return governor.governor().accounts().jvm();
  }

  private Thread worker(String name, Runnable task) {
    Thread worker = new Thread(task, name);
    workers.add(worker);
    return worker;
  }

  private void awaitWorkers() throws InterruptedException {
    for (Thread worker : List.copyOf(workers)) {
      worker.join();
    }
  }

  @Test
  void onlyWhatTheRunHasStartedIsTold() throws IOException, InterruptedException {
    Object run = new Object();
    lifecycle.created(file("mine"), coder, run);
    lifecycle.created(file("of-another-run"), coder, new Object());
    lifecycle.created(file("of-the-jvm"), jvm(), null);

    lifecycle.ends().ofAgent(coder, run, false);
    awaitWorkers();

    assertThat(names(LeftOpen.Stage.AGENT_END)).containsExactly(path("mine"));
  }

  @Test
  void theLastRunsEndIsTheEndOfAllThatItsAccountHasStarted()
      throws IOException, InterruptedException {
    lifecycle.created(file("a"), coder, new Object());
    lifecycle.created(file("b"), coder, null);

    lifecycle.ends().ofAgent(coder, new Object(), true);
    lifecycle.ends().ofAgent(coder, new Object(), true);
    awaitWorkers();

    assertThat(names(LeftOpen.Stage.AGENT_END)).containsExactly(path("a"), path("b"));
  }

  @Test
  void whatIsGoneIsNotTold() throws IOException, InterruptedException {
    File file = file("gone");
    lifecycle.created(file, coder, null);
    lifecycle.slotTaken("slot", coder, null);
    lifecycle.slotClosed("slot");
    assertThat(file.delete()).isTrue();

    lifecycle.ends().ofAgent(coder, null, true);
    lifecycle.ends().ofJvm();
    awaitWorkers();

    assertThat(told).isEmpty();
  }

  @Test
  void theEndOfTheJvmTellsWhoWhatAndWhere() throws IOException {
    lifecycle.created(file("left"), coder, null);
    handles.add(new OpenHandle(coder, 7, "/etc/hosts", 0, "", ""));

    lifecycle.ends().ofJvm();

    List<LeftOpen> left = left(LeftOpen.Stage.JVM_END);
    assertThat(left).extracting(LeftOpen::name).containsExactly(path("left"), "/etc/hosts");
    assertThat(left.get(0).where()).startsWith("org.junit.");
    assertThat(left.get(0).thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(left.get(0).account()).isEqualTo(coder.account().number());
    assertThat(left.get(1).kind()).isEqualTo(LeftOpen.Kind.HANDLE);
    assertThat(left.get(1).id()).isEqualTo(7);
  }

  @Test
  void aFileThatIsToldTwiceKeepsItsNumberAndIsToldWhenItIsClosed() {
    handles.add(new OpenHandle(coder, 7, "/etc/hosts", 0, "", ""));
    List<OpenThing> first = lifecycle.ends().told().handles(coder);
    List<OpenThing> second = lifecycle.ends().told().handles(null);
    assertThat(second).isEqualTo(first).hasSize(1);

    LedgerEntry unused = first.get(0).entry(LeftOpen.Stage.AGENT_END, 1);
    handles.clear();

    assertThat(lifecycle.ends().told().handles(null)).isEmpty();
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            Cleaned.class, one -> assertThat(one.result()).isEqualTo(Cleaned.Result.STOPPED));
  }

  @Test
  void trackedResourcesAreClosedInReverseOrderWhateverFails() {
    List<String> closed = new ArrayList<>();
    Object run = new Object();
    lifecycle.track(() -> closed.add("first"), "first", coder, run);
    lifecycle.track(LifecycleTest::fail, "second", coder, run);
    lifecycle.track(() -> closed.add("third"), "third", coder, run);
    AutoCloseable taken = () -> closed.add("taken back");
    lifecycle.track(taken, "taken back", coder, run);
    assertThat(lifecycle.untrack(taken)).isTrue();
    assertThat(lifecycle.untrack(taken)).isFalse();

    lifecycle.ends().ofAgent(coder, run, true);
    lifecycle.ends().ofAgent(coder, run, true);

    assertThat(closed).containsExactly("third", "first");
    assertThat(told)
        .singleElement()
        .isInstanceOfSatisfying(
            Cleaned.class,
            one -> {
              assertThat(one.result()).isEqualTo(Cleaned.Result.FAILED);
              assertThat(one.what()).isEqualTo("second");
              assertThat(one.failure()).contains("stuck");
            });
  }

  private static void fail() {
    throw new IllegalStateException("stuck");
  }

  @Test
  void moreThanCanBeFollowedIsSaidOnce() {
    IntStream.range(0, OpenThings.MOST + 5)
        .forEach(i -> lifecycle.slotTaken("slot " + i, coder, null));

    lifecycle.ends().told().collect(told::add, Long.MAX_VALUE / 2);
    lifecycle.ends().told().collect(told::add, Long.MAX_VALUE - 1);

    assertThat(told.stream().filter(LedgerEntry.Notice.class::isInstance)).hasSize(1);
    assertThat(left(LeftOpen.Stage.OPEN)).hasSize(OpenThings.MOST);
  }

  @Test
  void oneEndTellsNoMoreThanABound() {
    IntStream.range(0, Told.MOST_AT_ONCE + 5)
        .forEach(i -> lifecycle.slotTaken("slot " + i, coder, null));

    lifecycle.ends().ofJvm();

    assertThat(left(LeftOpen.Stage.JVM_END)).hasSize(Told.MOST_AT_ONCE);
    assertThat(told)
        .last()
        .isInstanceOfSatisfying(
            LedgerEntry.Notice.class,
            notice -> assertThat(notice.message()).isEqualTo("and 5 more things are left open"));
  }

  private File file(String name) throws IOException {
    return Files.createFile(folder.resolve(name)).toFile();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> names(LeftOpen.Stage stage) {
    return left(stage).stream().map(LeftOpen::name).toList();
  }

  private List<LeftOpen> left(LeftOpen.Stage stage) {
    return told.stream()
        .filter(LeftOpen.class::isInstance)
        .map(LeftOpen.class::cast)
        .filter(one -> one.stage() == stage)
        .toList();
  }
}
