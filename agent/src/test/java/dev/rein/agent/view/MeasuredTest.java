package dev.rein.agent.view;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredTest {
  @TempDir private Path dir;

  @Test
  void look() throws IOException {
    AgentLedger ledger = new AgentLedger(dir);
    new MeasuredRun(ledger).fill();
    System.out.println(String.join("\n", ledger.text()));
    ledger.close();
  }
}
