package dev.rein.agent.sample.children;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InheritanceTest {
  @Test
  void whatWasNotSeenIsWhatIsLeft() {
    assertThat(Inheritance.uncharged(70, 50, 50)).isEqualTo(20);
    assertThat(Inheritance.uncharged(70, 0, 0)).isEqualTo(70);
    assertThat(Inheritance.uncharged(50, 50, 20)).isZero();
  }

  @Test
  void grandchildrenThatInitHasWaitedForTakeNothingAway() {
    assertThat(Inheritance.uncharged(30, 100, 20)).isEqualTo(10);
  }

  @Test
  void isNeverNegative() {
    assertThat(Inheritance.uncharged(0, 100, 100)).isZero();
    assertThat(Inheritance.uncharged(10, 100, 40)).isZero();
  }
}
