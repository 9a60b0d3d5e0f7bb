package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a volume with too little room what needs more is held, and nothing else. */
@Timeout(60)
class VolumeLimitsTest {
  private static final VolumeRoom FULL = new VolumeRoom("/data", 7_340_032, 7);
  private static final VolumeRoom ROOMY = new VolumeRoom("/data", 10_485_760, 10);
  private static final VolumeRoom OTHER = new VolumeRoom("/other", 1L << 40, 60);

  private final FakeClock clock = new FakeClock();
  private volatile VolumeRoom data = FULL;

  private static Limit below(Action then, Duration coolDown, String... commands) {
    return new Limit.Threshold(
        Resource.DISK_FREE,
        false,
        10,
        20,
        Duration.ZERO,
        coolDown,
        then,
        Duration.ofMinutes(1),
        List.of(commands),
        "p.yaml:1");
  }

  private static Limit below(Action then) {
    return below(then, Duration.ZERO);
  }

  private static @Nullable Refusal ask(
      TestGovernor test, AccountLimits account, VolumeRoom... rooms) {
    return test.governor().volumes().ask(account, () -> List.of(rooms), null, "f");
  }

  private static @Nullable Refusal run(TestGovernor test, String command) {
    return test.governor().volumes().ask(test.jvm(), () -> List.of(FULL, OTHER), command, "c");
  }

  @Test
  void oneVolumeIsShortAndNotTheOther() {
    TestGovernor test = TestGovernor.jvm(below(Action.DENY)).at(clock);
    Refusal refusal = ask(test, test.jvm(), FULL);
    assertThat(refusal)
        .isEqualTo(
            new Refusal(
                "jvm",
                "disk.free",
                10,
                7,
                "disk.free of account 'jvm' is below 10% on /data (7% free, 7.0 MiB)",
                "make room there, or raise it"));
    assertThat(ask(test, test.jvm(), OTHER)).isNull();
    assertThat(ask(test, test.jvm(), OTHER, FULL)).isNotNull();
    assertThat(test.events().told()).contains("DENIED jvm disk.free 7");
    assertThat(test.jvm().account().meter(Resource.DISK_FREE).denied()).isEqualTo(2);
  }

  @Test
  void transfersAreAskedForWhileOneIsShort() {
    TestGovernor test = TestGovernor.jvm(below(Action.DENY)).at(clock);
    VolumeLimits volumes = test.governor().volumes();
    volumes.look(FULL);
    volumes.look(OTHER);
    assertThat(volumes.isShort()).isTrue();
    assertThat(test.events().blocked()).containsExactly("file.bytes.written");
    assertThat(test.engine().ask(test.jvm(), Resource.FILE_BYTES_WRITTEN)).isNull();
    volumes.look(ROOMY);
    assertThat(volumes.isShort()).isFalse();
    assertThat(test.events().blocked()).isEmpty();
  }

  @Test
  void aVolumeThatIsGoneHoldsNobody() {
    TestGovernor test = TestGovernor.jvm(below(Action.DENY)).at(clock);
    test.governor().volumes().look(FULL);
    test.governor().volumes().keep(List.of("/other"));
    assertThat(test.governor().volumes().isShort()).isFalse();
  }

  @Test
  void theLevelHoldsNoCalls() {
    TestGovernor test = TestGovernor.jvm(below(Action.DENY)).at(clock);
    test.governor().setLevel(Resource.DISK_FREE, 7);
    test.governor().tick();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.events().count("WARNED jvm disk.free 7")).isEqualTo(1);
  }

  @Test
  void goesOnAfterTheCoolDown() {
    TestGovernor test = TestGovernor.jvm(below(Action.DENY, Duration.ofSeconds(5))).at(clock);
    assertThat(ask(test, test.jvm(), FULL)).isNotNull();
    assertThat(ask(test, test.jvm(), ROOMY)).isNotNull();
    clock.pass(Duration.ofSeconds(5));
    assertThat(ask(test, test.jvm(), ROOMY)).isNull();
  }

  @Test
  void commandsAreHeldThatTheLimitNames() {
    TestGovernor test =
        TestGovernor.jvm(below(Action.DENY, Duration.ZERO, "docker pull*", "git clone *"));
    assertThat(run(test, "git clone x")).isNotNull();
    assertThat(run(test, "docker pull y")).isNotNull();
    assertThat(run(test, "git status")).isNull();
  }

  @Test
  void onlyTheAgentWithTheLimitIsHeld() {
    TestGovernor test = TestGovernor.unlimited().agent("coder", below(Action.DENY)).at(clock);
    AccountLimits coder = test.account("coder");
    assertThat(test.governor().volumes().threshold()).isEqualTo(10);
    assertThat(ask(test, coder, FULL)).isNotNull();
    assertThat(ask(test, test.account("coder/helper"), FULL)).isNotNull();
    assertThat(ask(test, test.account("tester"), FULL)).isNull();
    assertThat(ask(test, test.jvm(), FULL)).isNull();
  }

  @Test
  void throttledCallsGoOnWhenThereIsRoom() throws Exception {
    TestGovernor test = TestGovernor.jvm(below(Action.THROTTLE)).at(clock);
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall first = calls.askVolumeAndWait(test.jvm(), () -> List.of(data));
    data = ROOMY;
    test.governor().volumes().look(ROOMY);
    assertThat(first.answer()).isNull();
    assertThat(test.events().count("THROTTLED")).isEqualTo(1);
    assertThat(test.jvm().account().meter(Resource.DISK_FREE).delayed()).isEqualTo(1);
  }

  @Test
  void throttledCallsAreRefusedWhereTheyMayNotWait() {
    TestGovernor test = TestGovernor.jvm(below(Action.THROTTLE)).withoutWaits();
    assertThat(ask(test, test.jvm(), FULL)).isNotNull();
  }

  @Test
  void theLongestWaitEnds() throws Exception {
    TestGovernor test = TestGovernor.jvm(below(Action.THROTTLE)).at(clock);
    WaitingCall call = new WaitingCalls(test).askVolumeAndWait(test.jvm(), () -> List.of(data));
    clock.pass(Duration.ofMinutes(1));
    test.governor().volumes().look(ROOMY);
    assertThat(call.answer())
        .isNotNull()
        .extracting(Refusal::reason)
        .asString()
        .endsWith("waited as long as it may");
  }

  @Test
  void whoIsEndedDoesNotWait() throws Exception {
    TestGovernor test = TestGovernor.jvm(below(Action.THROTTLE)).agent("coder").at(clock);
    AccountLimits coder = test.account("coder");
    WaitingCall call = new WaitingCalls(test).askVolumeAndWait(coder, () -> List.of(data));
    assertThat(test.governor().terminate(coder, "enough")).isTrue();
    assertThat(call.answer()).isNull();
    assertThat(test.engine().charge(coder, OPEN, "f")).isNotNull();
  }

  @Test
  void observedAndExcusedCallsGoOn() {
    TestGovernor observing = TestGovernor.jvm(below(Action.DENY)).observing();
    assertThat(ask(observing, observing.jvm(), FULL)).isNull();
    assertThat(observing.governor().volumes().threshold()).isZero();
    TestGovernor initializer = TestGovernor.jvm(below(Action.DENY)).withoutRefusals();
    assertThat(ask(initializer, initializer.jvm(), FULL)).isNull();
    assertThat(initializer.events().count("EXCUSED")).isEqualTo(1);
  }

  @Test
  void aPolicyWithoutTheLimitLetsGo() {
    TestGovernor test = TestGovernor.jvm(below(Action.DENY)).at(clock);
    assertThat(ask(test, test.jvm(), FULL)).isNotNull();
    test.governor().apply(TestGovernor.unlimited().policy());
    assertThat(test.governor().volumes().isShort()).isFalse();
    assertThat(ask(test, test.jvm(), FULL)).isNull();
    assertThat(test.events().blocked()).isEmpty();
  }
}
