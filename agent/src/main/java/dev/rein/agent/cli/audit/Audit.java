package dev.rein.agent.cli.audit;

import java.util.List;

/**
 * All of it.
 *
 * @param dir the folder of ledgers
 */
public record Audit(String dir, List<JvmAudit> jvms, List<Cleanable> cleanable) {
  public Audit {
    jvms = List.copyOf(jvms);
    cleanable = List.copyOf(cleanable);
  }
}
