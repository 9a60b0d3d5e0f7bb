package dev.rein.agent.model;

import java.nio.ByteBuffer;

/** What the body of a request asks for, and how many tokens its prompt may have. */
final class RequestBody implements JsonValues {
  /** Shorter strings without white space are names and addresses. */
  private static final int LONG_STRING = 1_024;

  /** What a picture costs at most with most models, however many bytes it has. */
  private static final int TOKENS_OF_LONG_STRING = 2_000;

  private static final int MOST_ANSWERS = 1_000;

  private final JsonScanner scanner = new JsonScanner(this);
  private String model = "";
  private boolean stream;
  private boolean streamTold;
  private boolean asks;
  private long maxOutput = -1;
  private int answers = 1;
  private long longBytes;
  private long longAtMost;
  private long longLikely;

  static RequestBody of(ByteBuffer bytes) {
    RequestBody body = new RequestBody();
    body.scanner.read(bytes);
    body.scanner.flush();
    return body;
  }

  @Override
  public void opened(JsonPath at) {
    asks |= at.depth() == 1 && isQuestion(at.last());
  }

  @Override
  public Use use(JsonPath at) {
    if (at.depth() == 1) {
      asks |= isQuestion(at.last());
      if (at.last() == Key.MODEL) {
        return Use.KEEP;
      }
    }
    return Use.COUNT;
  }

  private static boolean isQuestion(Key key) {
    return switch (key) {
      case MESSAGES, MESSAGE, PROMPT, INPUT, CONVERSATION, PREVIOUS_RESPONSE_ID -> true;
      default -> false;
    };
  }

  @Override
  public void kept(JsonPath at, String text) {
    model = ModelNames.bounded(text);
  }

  @Override
  public void counted(JsonPath at, long bytes, boolean dense) {
    if (dense && bytes >= LONG_STRING) {
      longBytes += bytes;
      longAtMost += Math.min((bytes + 2) / 3, TOKENS_OF_LONG_STRING);
      longLikely += Math.min((bytes + 3) / 4, TOKENS_OF_LONG_STRING);
    }
  }

  @Override
  public void flag(JsonPath at, boolean value) {
    if (at.depth() == 1 && at.last() == Key.STREAM) {
      stream = value;
      streamTold = true;
    }
  }

  @Override
  public void number(JsonPath at, long value) {
    boolean bounds =
        switch (at.last()) {
          case MAX_TOKENS, MAX_COMPLETION_TOKENS, MAX_OUTPUT_TOKENS, MAX_GEN_LEN ->
              at.depth() == 1 || isSettings(at);
          case MAX_OUTPUT_TOKENS_CAMEL,
              MAX_TOKENS_CAMEL,
              MAX_NEW_TOKENS,
              MAX_TOKEN_COUNT,
              NUM_PREDICT ->
              isSettings(at);
          default -> false;
        };
    if (bounds && value >= 0) {
      maxOutput = Math.max(maxOutput, Math.min(value, ModelUsage.MOST));
    }
    boolean counts =
        switch (at.last()) {
          case N -> at.depth() == 1;
          case CANDIDATE_COUNT, CANDIDATE_COUNT_SNAKE -> isSettings(at);
          default -> false;
        };
    if (counts && value > 0) {
      answers = (int) Math.min(value, MOST_ANSWERS);
    }
  }

  private static boolean isSettings(JsonPath at) {
    return at.depth() == 2
        && switch (at.key(0)) {
          case GENERATION_CONFIG,
              GENERATION_CONFIG_SNAKE,
              TEXT_GENERATION_CONFIG,
              INFERENCE_CONFIG,
              OPTIONS ->
              true;
          default -> false;
        };
  }

  String model() {
    return model;
  }

  boolean isStream(boolean unlessTold) {
    return streamTold ? stream : unlessTold;
  }

  /** Whether it looks like a call of a model, as far as it goes. */
  boolean isCall(boolean whole) {
    if (!whole) {
      return !scanner.isBroken() && (asks || !model.isEmpty());
    }
    return asks && !model.isEmpty() && !scanner.isBroken() && scanner.isOutside();
  }

  long maxOutput() {
    return maxOutput < 0 ? -1 : Math.min(maxOutput * answers, ModelUsage.MOST);
  }

  int answers() {
    return answers;
  }

  /** Of a body of that many bytes, the tokens there may be at most. */
  long atMost(long bodyBytes) {
    return (Math.max(0, bodyBytes - longBytes) + 2) / 3 + longAtMost;
  }

  /** Of a body of that many bytes, the tokens there probably are. */
  long likely(long bodyBytes) {
    return (Math.max(0, bodyBytes - longBytes) + 3) / 4 + longLikely;
  }
}
