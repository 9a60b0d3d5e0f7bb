package dev.rein.agent.cli.audit;

import dev.rein.agent.view.Printable;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands for a person to run, safe to be copied. */
final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[\\w./+=:@%,-]+");

  private Shell() {}

  /**
   * What removes a file or folder. Null for names that cannot be printed, and for paths that are
   * too near the root to be anything left over.
   */
  static @Nullable String remove(Path path) {
    String name = path.toString();
    boolean sure = path.isAbsolute() && path.equals(path.normalize()) && path.getNameCount() >= 2;
    if (!sure || !Printable.of(name).equals(name)) {
      return null;
    }
    return "rm -r "
        + (PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'");
  }
}
