package dev.rein.agent.policy;

import dev.rein.agent.text.Glob;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A limit on those calls alone that go to a host, start a command, touch a path or call a tool.
 *
 * @param subject what the pattern is compared with
 * @param agent of which accounts the calls are meant; null for all
 * @param limit on the calls that fit, all accounts together; a budget of 0 when the file names none
 * @param price what each such call costs; null when it costs nothing
 */
public record Rule(
    Subject subject, Glob pattern, @Nullable Glob agent, Limit limit, @Nullable Price price) {
  /** What a rule can be about. */
  public enum Subject {
    /** The command line of a process: its words with a space between. */
    PROCESS,
    /** The host of an HTTP request, without its port. */
    HOST,
    /** The host and port that is connected to. */
    CONNECT,
    /** The absolute path of a file that is touched in any way. */
    PATH,
    /** The absolute path of a file that is opened to read, or a directory that is listed. */
    READ,
    /** The absolute path of a file that is written, made, changed or moved. */
    WRITE,
    /** The absolute path of a file or directory that is deleted. */
    DELETE,
    /** The name of a tool that a model has asked for. */
    TOOL
  }

  /** {@code process "aws ec2*"}. */
  public String title() {
    return subject.name().toLowerCase(Locale.ROOT) + " \"" + pattern + "\"";
  }
}
