package dev.rein.agent.price;

import dev.rein.agent.text.Glob;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** For which names of models a row of a table holds. Names are compared in lower case. */
sealed interface ModelMatch {
  /** How well an exact name fits: better than any pattern. */
  int EXACT = Integer.MAX_VALUE;

  /** What a name has that does not fit. */
  int NONE = -1;

  /** How many characters of the name the pattern says itself, {@link #EXACT} or {@link #NONE}. */
  int fit(String name);

  /** An exact name or one with {@code *} and {@code ?}. */
  static ModelMatch of(String pattern) {
    Glob glob = Glob.of(lower(pattern));
    return glob.isLiteral() ? new Equal(lower(pattern)) : new Wild(glob);
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** One name. */
  record Equal(String text) implements ModelMatch {
    @Override
    public int fit(String name) {
      return name.equals(text) ? EXACT : NONE;
    }
  }

  /** What begins so. */
  record Start(String text) implements ModelMatch {
    @Override
    public int fit(String name) {
      return name.startsWith(text) ? text.length() : NONE;
    }
  }

  /** What ends so. */
  record End(String text) implements ModelMatch {
    @Override
    public int fit(String name) {
      return name.endsWith(text) ? text.length() : NONE;
    }
  }

  /** What has this somewhere. */
  record Inside(String text) implements ModelMatch {
    @Override
    public int fit(String name) {
      return name.contains(text) ? text.length() : NONE;
    }
  }

  /** What fits a pattern with wildcards. */
  record Wild(Glob glob) implements ModelMatch {
    @Override
    public int fit(String name) {
      return glob.matches(name) ? Math.max(0, literals()) : NONE;
    }

    private int literals() {
      return (int) glob.toString().chars().filter(c -> c != '*' && c != '?').count();
    }
  }

  /** What has a part that a regular expression describes. */
  record Regular(Pattern pattern) implements ModelMatch {
    @Override
    public int fit(String name) {
      return BoundedMatch.find(pattern, name) ? 0 : NONE;
    }
  }

  /** What fits one of them. */
  record AnyOf(List<ModelMatch> choices) implements ModelMatch {
    @Override
    public int fit(String name) {
      int best = NONE;
      for (ModelMatch choice : choices) {
        best = Math.max(best, choice.fit(name));
      }
      return best;
    }
  }

  /** What fits all of them. */
  record AllOf(List<ModelMatch> parts) implements ModelMatch {
    @Override
    public int fit(String name) {
      int sum = parts.isEmpty() ? NONE : 0;
      for (ModelMatch part : parts) {
        int fit = part.fit(name);
        if (fit == NONE) {
          return NONE;
        }
        sum = fit == EXACT || sum == EXACT ? EXACT : sum + fit;
      }
      return sum;
    }
  }
}
