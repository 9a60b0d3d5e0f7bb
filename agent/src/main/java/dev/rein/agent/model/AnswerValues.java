package dev.rein.agent.model;

/** Finds in an answer's JSON what was used, by whom, how much text there is, and its end. */
final class AnswerValues implements JsonValues {
  private final Dialect dialect;
  private final int answers;
  private final TokenCounts counts;

  /** Whether the answer is a row of documents, of which one is the last. */
  private boolean inPieces;

  private String model = "";
  private long textBytes;
  private int finished;
  private boolean failed;
  private boolean lastUsage;
  private boolean lastPiece;
  private boolean done;

  AnswerValues(ModelRequest request, TokenCounts counts) {
    this.dialect = request.dialect();
    this.answers = request.answers();
    this.counts = counts;
  }

  void setInPieces(boolean inPieces) {
    this.inPieces = inPieces;
  }

  /** All was told before the answer. */
  void setTold() {
    lastUsage = true;
  }

  @Override
  public Use use(JsonPath at) {
    int start = start(at);
    int length = at.depth() - start;
    Key first = at.key(start);
    if (first == Key.ERROR) {
      failed = true;
      return Use.SKIP;
    }
    if ((length == 1 && isName(first)) || (length <= 3 && isEnd(first, at.last()))) {
      return Use.KEEP;
    }
    return isText(at) ? Use.COUNT : Use.SKIP;
  }

  private static boolean isName(Key key) {
    return key == Key.MODEL || key == Key.MODEL_VERSION || key == Key.TYPE || key == Key.EVENT_TYPE;
  }

  /** Why one of the answers ended, or there is none. */
  private static boolean isEnd(Key first, Key last) {
    return switch (first) {
      case CHOICES, CANDIDATES -> last == Key.FINISH_REASON || last == Key.FINISH_REASON_CAMEL;
      case PROMPT_FEEDBACK -> last == Key.BLOCK_REASON;
      default -> false;
    };
  }

  /** Where the answer begins within what a stream puts around it. */
  private int start(JsonPath at) {
    Key outer = at.key(0);
    boolean around =
        switch (dialect) {
          case GEMINI -> outer == Key.ELEMENT;
          case ANTHROPIC, BEDROCK_INVOKE -> outer == Key.MESSAGE;
          case OPENAI_RESPONSES -> outer == Key.RESPONSE;
          case COHERE -> outer == Key.DELTA || outer == Key.RESPONSE;
          case OPENAI -> outer == Key.X_GROQ;
          case BEDROCK_CONVERSE, OLLAMA -> false;
        };
    return around ? 1 : 0;
  }

  private boolean isText(JsonPath at) {
    if (dialect == Dialect.OPENAI_RESPONSES && inPieces) {
      // Later events repeat the whole text.
      return at.depth() == 1 && at.last() == Key.DELTA;
    }
    return switch (at.last()) {
      case CONTENT,
          TEXT,
          ARGUMENTS,
          INPUT,
          PARTIAL_JSON,
          THINKING,
          REASONING,
          REASONING_CONTENT,
          REFUSAL,
          TOOL_PLAN,
          OUTPUT_TEXT,
          GENERATION ->
          true;
      case RESPONSE -> at.depth() == 1;
      default -> isArgument(at);
    };
  }

  /** Whether it lies in the arguments of a tool, which may be an object with any keys. */
  private static boolean isArgument(JsonPath at) {
    for (int step = at.depth() - 2; step > 0; step--) {
      Key key = at.key(step);
      if (key == Key.ARGS || key == Key.INPUT || key == Key.ARGUMENTS) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void counted(JsonPath at, long bytes, boolean dense) {
    textBytes += bytes;
  }

  @Override
  public void kept(JsonPath at, String text) {
    switch (at.last()) {
      case MODEL, MODEL_VERSION -> model = text.isEmpty() ? model : ModelNames.bounded(text);
      case TYPE, EVENT_TYPE -> {
        if (at.depth() == 1) {
          lastPiece |= isLast(text);
          failed |= text.equals("error");
        }
      }
      default -> finished += text.isEmpty() ? 0 : 1;
    }
  }

  private boolean isLast(String type) {
    return switch (dialect) {
      case ANTHROPIC, BEDROCK_INVOKE -> type.equals("message_stop");
      case OPENAI_RESPONSES ->
          type.equals("response.completed")
              || type.equals("response.incomplete")
              || type.equals("response.failed");
      case COHERE -> type.equals("message-end") || type.equals("stream-end");
      default -> false;
    };
  }

  @Override
  public void flag(JsonPath at, boolean value) {
    if (value && at.depth() == 1 && (at.last() == Key.DONE || at.last() == Key.IS_FINISHED)) {
      lastPiece = true;
    }
  }

  @Override
  public void number(JsonPath at, long value) {
    int start = start(at);
    Key first = at.key(start);
    switch (at.depth() - start) {
      case 1 -> counts.ofAnswer(first, value);
      case 2 -> {
        if (isUsage(first)) {
          counts.ofUsage(at.last(), value);
          // What a stream begins with is not all.
          lastUsage |= start == 0 && counts.isOutputTold();
          lastPiece |= first == Key.INVOCATION_METRICS || dialect == Dialect.BEDROCK_CONVERSE;
        }
      }
      case 3 -> {
        if (isUsage(first)) {
          counts.ofDetail(at.key(start + 1), at.last(), value);
        } else if (first == Key.RESULTS && at.last() == Key.TOKEN_COUNT_CAMEL && !inPieces) {
          counts.addOutput(value);
        }
      }
      default -> ofOneOfMany(at, start, value);
    }
  }

  /** A number that is told with one of several answers. */
  private void ofOneOfMany(JsonPath at, int start, long value) {
    Key first = at.key(start);
    Key third = at.key(start + 2);
    int length = at.depth() - start;
    if (length == 4 && first == Key.CHOICES && third == Key.USAGE) {
      counts.ofUsage(at.last(), value); // Moonshot's.
    } else if (length == 5
        && first == Key.PREDICTIONS
        && third == Key.EMBEDDINGS
        && at.last() == Key.TOKEN_COUNT) {
      counts.addInput(value);
    }
  }

  private static boolean isUsage(Key key) {
    return switch (key) {
      case USAGE, USAGE_METADATA, META, INVOCATION_METRICS -> true;
      default -> false;
    };
  }

  @Override
  public void ended() {
    boolean all =
        dialect == Dialect.GEMINI
            && finished >= answers
            && counts.input() > 0
            && counts.isOutputTold();
    done |= !inPieces || lastPiece || all;
  }

  /** The mark that ends a stream of OpenAI's. */
  void endOfStream() {
    done = true;
  }

  boolean isDone() {
    return done;
  }

  boolean isFailed() {
    return failed;
  }

  /** As the answer names it; empty when it does not. */
  String model() {
    return model;
  }

  long textBytes() {
    return textBytes;
  }

  /** Whether the numbers that were told are those of the whole answer. */
  boolean isTold() {
    boolean told = counts.isOutputTold() || textBytes == 0;
    return switch (dialect) {
      case OPENAI, GEMINI -> told && (done || finished > 0);
      case ANTHROPIC, BEDROCK_INVOKE -> lastUsage || (told && done && !inPieces);
      default -> counts.isOutputTold() || (told && done);
    };
  }
}
