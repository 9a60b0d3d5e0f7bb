package dev.rein.agent.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StartSiteTest {
  @Test
  void theFirstFramesThatAreNeitherTheJdksNorReinsAreTold() {
    StartSite site = StartSite.find();

    // This class is in a package of Rein's, so the first that count are the test runner's.
    assertThat(site.where()).startsWith("org.junit.").contains(" < ").doesNotContain("java.base");
    assertThat(site.where().split(" < ", -1)).hasSizeLessThanOrEqualTo(4);
    assertThat(site.thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(site.temporary()).isFalse();
    assertThat(site.atShutdown()).isFalse();
  }
}
