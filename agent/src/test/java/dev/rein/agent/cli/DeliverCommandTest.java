package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rein.agent.cli.DeliverCommand.Said;
import dev.rein.api.Deliverable;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliverCommandTest {
  @Test
  void theAccountMayBeLeftOut() {
    assertThat(Said.of(List.of("other"))).isEqualTo(new Said("jvm", Deliverable.OTHER, ""));
    assertThat(Said.of(List.of("test_passed", "all of them")))
        .isEqualTo(new Said("jvm", Deliverable.TEST_PASSED, "all of them"));
    assertThat(Said.of(List.of("coder", "deployment")))
        .isEqualTo(new Said("coder", Deliverable.DEPLOYMENT, ""));
    assertThat(Said.of(List.of("coder", "deployment", "to test")))
        .isEqualTo(new Said("coder", Deliverable.DEPLOYMENT, "to test"));
  }

  @Test
  void anAgentMayBeNamedLikeAKind() {
    assertThat(Said.of(List.of("other", "code_commit", "x")))
        .isEqualTo(new Said("other", Deliverable.CODE_COMMIT, "x"));
  }

  @Test
  void whatIsNoKindIsNamed() {
    assertThatThrownBy(() -> Said.of(List.of("coder", "deploymnt")))
        .hasMessageContaining("'deploymnt' is no kind")
        .hasMessageContaining("'deployment'?");
    assertThatThrownBy(() -> Said.of(List.of("tests_passed", "x")))
        .hasMessageContaining("'test_passed'?");
    assertThatThrownBy(() -> Said.of(List.of("other", "a", "few")))
        .hasMessageContaining("in quotes");
  }
}
