package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.policy.Rule.Subject;
import dev.rein.hook.Operation;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which rules of the policy an intercepted call falls under. */
final class CallRules {
  private CallRules() {}

  /** The rules that a call falls under, most often none. */
  static Rules.Match match(
      Rules rules, Operation operation, @Nullable Object target, AccountLimits account) {
    Subject subject = subject(operation);
    if (subject == null || target == null) {
      return Rules.Match.NONE;
    }
    if (target instanceof List<?> paths) {
      Subject ofFirst = operation == Operation.FILE_COPY ? Subject.READ : Subject.WRITE;
      return match(rules, ofFirst, paths.get(0), account)
          .and(match(rules, subject, paths.get(1), account));
    }
    Rules.Match match = match(rules, subject, target, account);
    return operation == Operation.FILE_UPDATE
        ? match.and(match(rules, Subject.READ, target, account))
        : match;
  }

  private static Rules.Match match(
      Rules rules, Subject subject, Object target, AccountLimits account) {
    return rules.hasAny(subject)
        ? rules.match(subject, text(subject, target), account)
        : Rules.Match.NONE;
  }

  private static @Nullable Subject subject(Operation operation) {
    return switch (operation) {
      case FILE_READ, FILE_LIST -> Subject.READ;
      case FILE_WRITE,
          FILE_MODIFY,
          FILE_UPDATE,
          FILE_CREATE,
          FILE_COPY,
          FILE_MOVE,
          FILE_ATTRIBUTES ->
          Subject.WRITE;
      case FILE_DELETE -> Subject.DELETE;
      case NET_CONNECT -> Subject.CONNECT;
      case HTTP_REQUEST -> Subject.HOST;
      case PROCESS_SPAWN -> Subject.PROCESS;
      default -> null;
    };
  }

  /** What the patterns of rules are compared with. */
  private static String text(Subject subject, Object target) {
    if (subject == Subject.PROCESS) {
      return target instanceof String[] words ? String.join(" ", words) : "";
    } else if (subject == Subject.HOST) {
      String host = Targets.host(target);
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } else if (subject == Subject.CONNECT) {
      return target instanceof InetSocketAddress address
          ? address.getHostString().toLowerCase(Locale.ROOT) + ":" + address.getPort()
          : Targets.describe(target);
    }
    return absolute(target.toString());
  }

  /** Dots taken out; links are not followed. */
  private static String absolute(String path) {
    try {
      return Path.of(path).toAbsolutePath().normalize().toString();
    } catch (InvalidPathException noPathOfThisSystem) {
      return path;
    }
  }
}
