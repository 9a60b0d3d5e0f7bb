package dev.rein.agent.text;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command line as the ledger may keep it: of bounded length, and without what looks like a
 * secret. Rather hides too much than too little. One thread, one command.
 */
public final class CommandText {
  private static final String HIDDEN = "***";
  private static final int MAX_WORDS = 40;
  private static final int MAX_WORD = 200;
  private static final int MAX_READ = 2_000;
  private static final int MAX_LENGTH = 1_000;

  /** What the name of an option, variable, header or field contains whose value is a secret. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "pass|pwd|secret|token|credential|cookie|session|sig(?![a-z])|signature|auth|bearer|key",
          Pattern.CASE_INSENSITIVE);

  /** {@code --password=x}, {@code API_KEY=x}, {@code "token": "x"}, {@code Authorization: x}. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "((?:" + SECRET_NAME.pattern() + ")[\\w.\\-]*[\"']?\\s*[=:]\\s*)(?=\\S).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern URL_USER = Pattern.compile("(://)[^\\s\"'?#]*@");
  private static final Pattern URL_QUERY = Pattern.compile("(://[^\\s\"'?#]*[?#])[^\\s\"']+");

  /** {@code joe:x@host}, {@code joe/x@host}. */
  private static final Pattern USER_AT_HOST =
      Pattern.compile("([\\w.%+\\-]+[:/])[^\\s:/@\"']+(?=@)");

  private static final Pattern SCHEME_OF_AUTHORIZATION =
      Pattern.compile("\\b(bearer|basic)\\s+\\S+", Pattern.CASE_INSENSITIVE);

  /** Keys by their issuers' prefixes, and what is too long and mixed to be a word. */
  private static final Pattern KEY =
      Pattern.compile(
          "\\b(?:sk|pk|rk|gh[a-z]|github_pat|glpat|xox[a-z]|npm|hf)[-_][\\w\\-]{12,}"
              + "|\\b(?:AKIA|ASIA|AIza|eyJ)[\\w\\-]{12,}(?:\\.[\\w\\-]+)*"
              + "|\\b(?=\\w*\\d)(?=\\w*[A-Za-z])[\\w+=]{32,}");

  /** Options that take a user's name and, after a colon, a password. */
  private static final Pattern USER_OPTION = Pattern.compile("-[uU]|--(?:proxy-)?user");

  private static final Pattern USER_VALUE =
      Pattern.compile("((?:-[uU]|--(?:proxy-)?user=)[^:]+:).+");

  private boolean secretNext;
  private boolean userNext;

  private CommandText() {}

  /** The words of a command as one line. */
  public static String of(String[] words) {
    CommandText text = new CommandText();
    StringJoiner line = new StringJoiner(" ");
    for (int i = 0; i < words.length && i < MAX_WORDS; i++) {
      String shown = cut(text.argument(cut(words[i], MAX_READ)), MAX_WORD);
      line.add(shown.isEmpty() || shown.indexOf(' ') >= 0 ? '"' + shown + '"' : shown);
    }
    if (words.length > MAX_WORDS) {
      line.add("… (" + (words.length - MAX_WORDS) + " more)");
    }
    return cut(line.toString(), MAX_LENGTH);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }

  private String argument(String argument) {
    if (secretNext) {
      secretNext = false;
      return HIDDEN;
    }
    String text = ASSIGNMENT.matcher(argument).replaceAll("$1" + HIDDEN);
    text = SCHEME_OF_AUTHORIZATION.matcher(text).replaceAll("$1 " + HIDDEN);
    text = URL_USER.matcher(text).replaceAll("$1" + HIDDEN + "@");
    text = URL_QUERY.matcher(text).replaceAll("$1" + HIDDEN);
    text = USER_AT_HOST.matcher(text).replaceAll("$1" + HIDDEN);
    text = KEY.matcher(text).replaceAll(HIDDEN);
    // An argument of several words may be a command for a shell.
    StringJoiner words = new StringJoiner(" ");
    for (String word : text.split("\\s", -1)) {
      words.add(word(word));
    }
    return words.toString();
  }

  private String word(String word) {
    if (secretNext) {
      secretNext = word.isEmpty();
      return word.isEmpty() ? word : HIDDEN;
    }
    if (userNext) {
      userNext = word.isEmpty();
      int colon = word.indexOf(':');
      return colon < 0 ? word : word.substring(0, colon + 1) + HIDDEN;
    }
    Matcher user = USER_VALUE.matcher(word);
    if (user.matches()) {
      return user.group(1) + HIDDEN;
    }
    userNext = USER_OPTION.matcher(word).matches();
    if (!word.startsWith("-")) {
      return word;
    }
    boolean assigned = word.indexOf('=') >= 0 || word.indexOf(':') >= 0;
    secretNext = word.equals("-p") || (!assigned && SECRET_NAME.matcher(word).find());
    // As mysql has it, without a space.
    return word.startsWith("-p") && word.length() > 2 ? "-p" + HIDDEN : word;
  }
}
