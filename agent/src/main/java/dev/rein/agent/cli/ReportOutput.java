package dev.rein.agent.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where a report goes to: a file that is whole or not there at all, or stdout. */
final class ReportOutput {
  private final @Nullable Path file;

  private ReportOutput(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Looked at before anything is read.
   *
   * @param out as the user named it
   * @param page whether there is a file when the user named none
   * @throws CommandFailure when what is there may not be replaced
   */
  static ReportOutput of(@Nullable String out, boolean page, long pid) {
    String name = out == null && page ? "rein-report-" + pid + ".html" : out;
    if (name == null || name.equals("-")) {
      return new ReportOutput(null);
    }
    Path file = Path.of(name).toAbsolutePath();
    // A link could lead to a file that somebody else wants to have overwritten.
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandFailure(
          ExitCode.FAILURE, file + " is not a regular file; name another one with --out");
    }
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandFailure(ExitCode.NO_SUCH_TARGET, "there is no folder for " + file);
    }
    return new ReportOutput(file);
  }

  void write(String content) throws IOException {
    if (file == null) {
      Stdout.text(content);
      Stdout.flush();
      return;
    }
    // Commands and paths are nobody else's business: such a file is its owner's alone.
    Path fresh = Files.createTempFile(file.getParent(), ".rein-report", ".part");
    try {
      Files.write(fresh, content.getBytes(StandardCharsets.UTF_8));
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    System.err.println("rein: wrote " + file);
  }
}
