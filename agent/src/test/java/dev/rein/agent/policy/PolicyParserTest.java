package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rein.api.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a good policy means. */
final class PolicyParserTest {
  @Test
  void readsAWholePolicy() throws PolicyException {
    Policy policy =
        PolicyParser.parse(
            """
            # What the coder may do.
            mode: observe
            limits:
              files.accessed: {budget: 1000, warn: 75%, then: warn}
              http.requests:
                - {budget: 50, warn: 10, then: observe}
                - {budget: 60, then: deny}
              processes.live: {at-most: 4}
            """,
            "p.yaml");

    assertThat(policy.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(policy.source()).isEqualTo("p.yaml");
    assertThat(policy.jvm().limits())
        .extracting(Limit::resource, Limit::max, Limit::warnAt, Limit::then, Limit::kind)
        .containsExactly(
            tuple(Resource.FILES_ACCESSED, 1000L, 750L, Action.WARN, "budget"),
            tuple(Resource.HTTP_REQUESTS, 50L, 10L, Action.OBSERVE, "budget"),
            tuple(Resource.HTTP_REQUESTS, 60L, 48L, Action.DENY, "budget"),
            tuple(Resource.PROCESSES_LIVE, 4L, 4L, Action.DENY, "at-most"));
  }

  @Test
  void aBudgetPausesAndAnAtMostDeniesUnlessToldOtherwise() throws PolicyException {
    assertThat(limit("files.read: {budget: 1}").then()).isEqualTo(Action.PAUSE);
    assertThat(limit("threads.live: {at-most: 1}").then()).isEqualTo(Action.DENY);
    assertThat(limit("threads.live: {at-most: 1, then: pause}").then()).isEqualTo(Action.PAUSE);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1024,1024",
    "10KB,10000",
    "10 KB,10000",
    "3MB,3000000",
    "2GB,2000000000",
    "1KiB,1024",
    "10MiB,10485760",
    "1GiB,1073741824",
    "'\"5MB\"',5000000",
    "9223372036854775807,9223372036854775807"
  })
  void readsBytes(String written, long bytes) throws PolicyException {
    assertThat(limit("file.bytes.read: {budget: " + written + "}").max()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "10,80%,8",
    "10,81%,9",
    "10,100%,10",
    "1,1%,1",
    "3,50%,2",
    "1000,999,999",
    "1000,1000,1000",
    "9223372036854775807,100%,9223372036854775807",
    "9223372036854775807,50%,4611686018427387904"
  })
  void warnsAtAShareRoundedUpOrAtAnAmount(long max, String warn, long warnAt)
      throws PolicyException {
    assertThat(limit("files.read: {budget: " + max + ", warn: " + warn + "}").warnAt())
        .isEqualTo(warnAt);
  }

  @Test
  void aBudgetOfNothingDoesNotWarnBeforeAnythingWasTried() throws PolicyException {
    assertThat(limit("files.deleted: {budget: 0, then: deny}").warnAt()).isEqualTo(1);
  }

  @Test
  void warnTakesUnitsToo() throws PolicyException {
    assertThat(limit("file.bytes.read: {budget: 1GB, warn: 900MB}").warnAt())
        .isEqualTo(900_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "'# only a comment'",
    "'---'",
    "'limits:'",
    "'\uFEFFlimits: {}'",
    "'null'",
    "'{}'"
  })
  void nothingIsNoLimits(String text) throws PolicyException {
    Policy policy = PolicyParser.parse(text, "p.yaml");
    assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(policy.size()).isZero();
  }

  @Test
  void everyResourceCanBeLimited() throws PolicyException {
    for (Resource resource : Resource.all()) {
      if (!resource.isOwn() && NotLimitable.reason(resource) == null) {
        LimitKind kind = Limitable.of(resource).kinds().get(0);
        String amount = resource.unit().equals("milliseconds") ? "7s" : "7";
        Limit limit = limit(resource.name() + ": {" + kind.word() + ": " + amount + "}");
        assertThat(limit.resource()).isEqualTo(resource);
        assertThat(limit.kind()).isEqualTo(kind.word());
      }
    }
  }

  @Test
  void anchorsMaySpareRepetition() throws PolicyException {
    Policy policy =
        PolicyParser.parse(
            "limits:\n  files.read: &few {budget: 5}\n  files.written: *few\n", "p.yaml");

    assertThat(policy.jvm().limits()).hasSize(2);
  }

  private static Limit limit(String line) throws PolicyException {
    return PolicyParser.parse("limits:\n  " + line + "\n", "p.yaml").jvm().limits().get(0);
  }
}
