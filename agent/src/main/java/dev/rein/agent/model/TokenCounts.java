package dev.rein.agent.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of tokens that an answer tells, in its provider's own meaning, and what they come to.
 * Where a number is told again the last counts, for what streams tell is cumulative; but some
 * gateways repeat a number as 0, which says nothing.
 */
final class TokenCounts {
  private static final int NOT_TOLD = -1;

  private final Dialect dialect;
  private final boolean totalHasReasoning;
  private long input = NOT_TOLD;
  private long output = NOT_TOLD;
  private long total = NOT_TOLD;

  /** Of the input. */
  private long cachedWithin = NOT_TOLD;

  private long writtenWithin = NOT_TOLD;

  /** Beside the input, or within it as well: {@link Dialect#tellsCacheApart}. */
  private long cacheRead = NOT_TOLD;

  private long cacheWritten = NOT_TOLD;
  private long inputOfTools = NOT_TOLD;
  private long thoughts = NOT_TOLD;
  private long reasoning = NOT_TOLD;
  private long billedInput = NOT_TOLD;
  private long billedOutput = NOT_TOLD;

  TokenCounts(ModelRequest request) {
    this.dialect = request.dialect();
    // Gemini's copy of OpenAI's form tells thoughts in the total only.
    this.totalHasReasoning = request.provider().startsWith("gcp.");
  }

  /** Bedrock tells of invoked models in headers, in the same way for all; true when it did. */
  boolean readHeaders(Function<String, @Nullable String> header) {
    String name = "x-amzn-bedrock-";
    input = told(input, Numbers.of(header.apply(name + "input-token-count")));
    output = told(output, Numbers.of(header.apply(name + "output-token-count")));
    cacheRead = told(cacheRead, Numbers.of(header.apply(name + "cache-read-input-token-count")));
    cacheWritten =
        told(cacheWritten, Numbers.of(header.apply(name + "cache-write-input-token-count")));
    return input >= 0 && output >= 0;
  }

  /** A number of the answer itself. */
  void ofAnswer(Key key, long value) {
    switch (key) {
      case PROMPT_EVAL_COUNT, INPUT_TEXT_TOKEN_COUNT, PROMPT_TOKEN_COUNT_SNAKE ->
          input = told(input, value);
      case EVAL_COUNT, GENERATION_TOKEN_COUNT, TOTAL_OUTPUT_TEXT_TOKEN_COUNT ->
          output = told(output, value);
      default -> {}
    }
  }

  /** A number of the answer's usage. */
  void ofUsage(Key key, long value) {
    switch (key) {
      case PROMPT_TOKENS, INPUT_TOKENS, INPUT_TOKENS_CAMEL, PROMPT_TOKEN_COUNT, INPUT_TOKEN_COUNT ->
          input = told(input, value);
      case COMPLETION_TOKENS,
          OUTPUT_TOKENS,
          OUTPUT_TOKENS_CAMEL,
          CANDIDATES_TOKEN_COUNT,
          OUTPUT_TOKEN_COUNT ->
          output = told(output, value);
      case TOTAL_TOKENS -> total = told(total, value);
      case CACHED_TOKENS, NUM_CACHED_TOKENS, PROMPT_CACHE_HIT_TOKENS, CACHED_CONTENT_TOKEN_COUNT ->
          cachedWithin = told(cachedWithin, value);
      case CACHE_READ_INPUT_TOKENS, CACHE_READ_INPUT_TOKENS_CAMEL, CACHE_READ_INPUT_TOKEN_COUNT ->
          cacheRead = told(cacheRead, value);
      case CACHE_CREATION_INPUT_TOKENS,
          CACHE_WRITE_INPUT_TOKENS_CAMEL,
          CACHE_WRITE_INPUT_TOKEN_COUNT ->
          cacheWritten = told(cacheWritten, value);
      case TOOL_USE_PROMPT_TOKEN_COUNT -> inputOfTools = told(inputOfTools, value);
      case THOUGHTS_TOKEN_COUNT -> thoughts = told(thoughts, value);
      default -> {}
    }
  }

  /** A number of a part of the answer's usage. */
  void ofDetail(Key part, Key key, long value) {
    switch (part) {
      case PROMPT_TOKENS_DETAILS, PROMPT_TOKEN_DETAILS, INPUT_TOKENS_DETAILS -> {
        if (key == Key.CACHED_TOKENS) {
          cachedWithin = told(cachedWithin, value);
        } else if (key == Key.CACHE_WRITE_TOKENS) {
          writtenWithin = told(writtenWithin, value);
        }
      }
      case COMPLETION_TOKENS_DETAILS -> {
        if (key == Key.REASONING_TOKENS) {
          reasoning = told(reasoning, value);
        }
      }
      case TOKENS -> ofUsage(key, value);
      case BILLED_UNITS -> {
        if (key == Key.INPUT_TOKENS) {
          billedInput = told(billedInput, value);
        } else if (key == Key.OUTPUT_TOKENS) {
          billedOutput = told(billedOutput, value);
        }
      }
      default -> {}
    }
  }

  /** One of several inputs that are told one by one. */
  void addInput(long value) {
    input = told(input, Math.max(0, input) + Math.min(value, ModelUsage.MOST));
  }

  /** One of several outputs that are told one by one. */
  void addOutput(long value) {
    output = told(output, Math.max(0, output) + Math.min(value, ModelUsage.MOST));
  }

  private static long told(long before, long value) {
    return value < 0 || (value == 0 && before > 0) ? before : Math.min(value, ModelUsage.MOST);
  }

  boolean isOutputTold() {
    return output >= 0 || thoughts >= 0 || billedOutput >= 0;
  }

  /** All tokens of the prompt; 0 when they are not told, for there is no prompt without any. */
  long input() {
    long plain = billedInput >= 0 ? billedInput : Math.max(0, input);
    if (input < 0 && !isOutputTold() && total > 0) {
      plain = total; // Of embeddings some tell the total alone.
    }
    if (dialect.tellsCacheApart()) {
      plain += Math.max(0, cacheRead) + Math.max(0, cacheWritten);
    }
    return Math.min(plain + Math.max(0, inputOfTools), ModelUsage.MOST);
  }

  /** All tokens that were generated; 0 when they are not told. */
  long output() {
    if (billedOutput >= 0) {
      return billedOutput;
    }
    long all = Math.max(0, output) + Math.max(0, thoughts);
    if (dialect == Dialect.OPENAI && output >= 0 && input >= 0) {
      // xAI tells reasoning beside the output, most tell it within: the total says which.
      boolean beside = reasoning > 0 && total == input + output + reasoning;
      if (beside || (totalHasReasoning && total > input + output)) {
        all = total - input;
      }
    }
    return Math.min(all, ModelUsage.MOST);
  }

  long cached() {
    return Math.min(Math.max(0, Math.max(cachedWithin, cacheRead)), input());
  }

  long cacheWritten() {
    return Math.min(Math.max(0, Math.max(writtenWithin, cacheWritten)), input() - cached());
  }
}
