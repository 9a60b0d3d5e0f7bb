package dev.rein.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.sample.PlatformThreads.Use;
import org.junit.jupiter.api.Test;

/** What threads of one kind have used, while they come and go. */
final class ThreadKindTest {
  private final ThreadKind kind = new ThreadKind();

  @Test
  void whatEndedThreadsHadUsedStays() {
    kind.add(1, new Use(100, 10));
    kind.add(2, new Use(50, 5));
    assertThat(kind.sum()).isEqualTo(new Use(150, 15));
    kind.add(2, new Use(70, 6));
    assertThat(kind.sum()).isEqualTo(new Use(170, 16));
    assertThat(kind.sum()).isEqualTo(new Use(170, 16));
    kind.add(3, new Use(1, 1));
    assertThat(kind.sum()).isEqualTo(new Use(171, 17));
  }
}
