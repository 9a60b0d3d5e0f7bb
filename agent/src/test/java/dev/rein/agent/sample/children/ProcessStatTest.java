package dev.rein.agent.sample.children;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessStatTest {
  private static final String NUMBERS =
      " 7 8 9 0 -1 4194560 101 5 0 0 40 2 300 1 20 0 3 0 1254687 3133440 380 18446744073709551615";

  private final ProcessStat stat = new ProcessStat();

  @ParameterizedTest
  @ValueSource(strings = {"cat", "a b", "a) R 1 2 (3", "(((", "", "line\nline) S 1", "ünï"})
  void readsPastAnyName(String name) {
    assertThat(parse("4242 (" + name + ") S" + NUMBERS)).isTrue();
    assertThat(stat.pid).isEqualTo(4242);
    assertThat(stat.parent).isEqualTo(7);
    assertThat(stat.group).isEqualTo(8);
    assertThat(stat.session).isEqualTo(9);
    assertThat(stat.own).isEqualTo(42);
    assertThat(stat.waited).isEqualTo(301);
    assertThat(stat.start).isEqualTo(1_254_687);
    assertThat(stat.resident).isEqualTo(380);
    assertThat(stat.zombie).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ")",
        "4242 (cat",
        "4242 (cat)",
        "4242 (cat) S",
        "4242 (cat) S 1 2 3",
        "4242 (cat) S 1 2 x 0 -1 4194560 101 5 0 0 40 2 300 1 20 0 3 0 1254687 3133440 380",
        "4242 (cat) S  7 8 9",
        "4242 (cat) S - 8 9",
        "\0\0\0\0"
      })
  void isNotMisledByOtherLines(String line) {
    assertThat(parse(line)).isFalse();
  }

  @Test
  void aProcessWhoseFirstThreadHasEndedLives() {
    assertThat(parse("4242 (cat) Z" + NUMBERS)).isTrue();
    assertThat(stat.zombie).isFalse();
    assertThat(parse("4242 (cat) Z" + NUMBERS.replace(" 20 0 3 ", " 20 0 1 "))).isTrue();
    assertThat(stat.zombie).isTrue();
  }

  @Test
  void aProcessThatIsBeingTakenAwayIsNone() {
    assertThat(parse("4242 (cat) Z" + NUMBERS.replace(" 20 0 3 ", " 20 0 0 "))).isFalse();
    assertThat(parse("4242 (cat) X" + NUMBERS.replace(" 20 0 3 ", " 20 0 1 "))).isFalse();
  }

  private boolean parse(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    return stat.parse(4242, bytes, bytes.length);
  }
}
