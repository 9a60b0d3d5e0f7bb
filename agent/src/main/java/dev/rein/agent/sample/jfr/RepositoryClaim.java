package dev.rein.agent.sample.jfr;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether the recorder's folder is Rein's to remove when this JVM has been killed: only if Rein's
 * recording was the first to need one, and as long as no other recording lies in it, which somebody
 * may want to read after a crash.
 */
final class RepositoryClaim {
  /** Set by the JDK when the first recording starts. */
  private static final String PROPERTY = "jdk.jfr.repository";

  private final LeftRepositories notes;
  private @Nullable Path claimed;
  private boolean givenUp;

  /** To be made before Rein records for the first time. */
  RepositoryClaim(LeftRepositories notes) {
    this.notes = notes;
    this.givenUp = repository() != null;
  }

  /** Where the recorder of this JVM writes, or null when it has not written yet. */
  static @Nullable Path repository() {
    String path = System.getProperty(PROPERTY);
    return path == null || path.isBlank() ? null : Path.of(path);
  }

  /** Called while the recording runs, again and again. */
  synchronized void look() {
    Path repository = repository();
    if (givenUp || repository == null) {
      return;
    }
    if (JfrStream.othersRecord()) {
      giveUp();
    } else if (!repository.equals(claimed)) {
      claimed = repository;
      notes.remember(repository);
    }
  }

  /** From now on whatever lies there is not Rein's. */
  synchronized void giveUp() {
    givenUp = true;
    if (claimed != null) {
      claimed = null;
      notes.forget();
    }
  }
}
