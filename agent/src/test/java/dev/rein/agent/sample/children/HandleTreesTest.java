package dev.rein.agent.sample.children;

import static dev.rein.agent.sample.children.Script.BURN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of trees without /proc. */
final class HandleTreesTest {
  private final Charges charges = new Charges();
  private final List<String> remarks = new ArrayList<>();
  private final HandleTrees<String> trees = new HandleTrees<>(charges, remarks::add);

  @Test
  void chargesWhatWasSeenOfTheWholeTree() throws Exception {
    String child = BURN + "; echo burnt; read go <&3";
    try (Script script = Script.start("sh -c '" + child + "' & read go <&3; wait")) {
      trees.add(script.process(), "a");
      assertThat(script.readLine()).isEqualTo("burnt");
      trees.look();
      assertThat(charges.millis("a")).isPositive();
      script.go();
      script.go();
      assertThat(script.process().waitFor()).isZero();
      while (trees.isAlive()) {
        trees.look();
      }
      assertThat(charges.bytes("a")).isZero();
      assertThat(remarks).hasSize(1);
    }
  }
}
