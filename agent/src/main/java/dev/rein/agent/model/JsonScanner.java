package dev.rein.agent.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON in pieces of any size, without keeping it: a state of a few hundred bytes, whatever
 * the document. One value may follow the other. After what is no JSON it reads no further.
 */
final class JsonScanner {
  static final int MAX_DEPTH = 512;

  /** Strings and numbers are kept to that many bytes. */
  static final int MAX_KEPT = 200;

  /** Deeper places have no keys. */
  static final int MAX_PATH = 12;

  private static final int PIECE = 2_048;

  private enum State {
    /** Between two documents. */
    OUTSIDE,
    VALUE,
    VALUE_OR_END,
    KEY,
    KEY_OR_END,
    COLON,
    AFTER_VALUE,
    STRING,
    ESCAPE,
    UNICODE,
    NUMBER,
    WORD,
    BROKEN
  }

  private static final boolean[] DENSE = new boolean[256];

  static {
    for (char c = 0; c < 128; c++) {
      DENSE[c] = Character.isLetterOrDigit(c) || "+/=_-:;,.?&%@~#".indexOf(c) >= 0;
    }
  }

  private final JsonValues values;
  private final Key[] path = new Key[MAX_PATH];
  private final long[] objects = new long[MAX_DEPTH / 64];
  private final byte[] kept = new byte[MAX_KEPT];

  private State state = State.OUTSIDE;
  private int depth;
  private int length;
  private boolean inKey;
  private JsonValues.Use use = JsonValues.Use.SKIP;
  private long bytes;
  private boolean dense;
  private int unit;
  private int unitDigits;
  private String word = "";

  JsonScanner(JsonValues values) {
    this.values = values;
  }

  void read(ByteBuffer buffer) {
    if (buffer.hasArray()) {
      int from = buffer.arrayOffset() + buffer.position();
      read(buffer.array(), from, from + buffer.remaining());
      return;
    }
    ByteBuffer rest = buffer.duplicate();
    byte[] piece = new byte[Math.min(PIECE, rest.remaining())];
    while (rest.hasRemaining() && state != State.BROKEN) {
      int some = Math.min(piece.length, rest.remaining());
      rest.get(piece, 0, some);
      read(piece, 0, some);
    }
  }

  void read(byte[] from, int start, int end) {
    int i = start;
    while (i < end && state != State.BROKEN) {
      if (state == State.STRING) {
        i = string(from, i, end);
      } else {
        next(from[i++]);
      }
    }
  }

  void read(byte next) {
    if (state == State.STRING) {
      stringByte(next);
    } else if (state != State.BROKEN) {
      next(next);
    }
  }

  /** Forgets what was begun; the next byte begins a document. */
  void restart() {
    flush();
    state = State.OUTSIDE;
    depth = 0;
  }

  /** Tells the length of a string that has not ended yet. */
  void flush() {
    if ((state == State.STRING || state == State.ESCAPE || state == State.UNICODE) && !inKey) {
      tellCount();
    }
  }

  boolean isBroken() {
    return state == State.BROKEN;
  }

  /** True before a document and after its end. */
  boolean isOutside() {
    return state == State.OUTSIDE;
  }

  /** How many keys and array places lead to the value. */
  int depth() {
    return depth;
  }

  /** The key or place at one step of the way to the value, from outside. */
  Key key(int step) {
    return step >= 0 && step < depth && step < MAX_PATH ? path[step] : Key.OTHER;
  }

  /** The key or place of the value itself. */
  Key last() {
    return key(depth - 1);
  }

  private void next(byte b) {
    switch (state) {
      case ESCAPE -> escape(b);
      case UNICODE -> unicode(b);
      case NUMBER -> number(b);
      case WORD -> word(b);
      default -> {
        if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
          structure(b);
        }
      }
    }
  }

  private void structure(byte b) {
    switch (state) {
      case OUTSIDE, VALUE -> value(b);
      case VALUE_OR_END -> {
        if (b == ']') {
          close();
        } else {
          value(b);
        }
      }
      case KEY, KEY_OR_END -> {
        if (b == '"') {
          beginString(true);
        } else if (b == '}' && state == State.KEY_OR_END) {
          close();
        } else {
          state = State.BROKEN;
        }
      }
      case COLON -> state = b == ':' ? State.VALUE : State.BROKEN;
      case AFTER_VALUE -> afterValue(b);
      default -> state = State.BROKEN;
    }
  }

  private void afterValue(byte b) {
    boolean object = isObject();
    if (b == ',') {
      state = object ? State.KEY : State.VALUE;
    } else if (b == (object ? '}' : ']')) {
      close();
    } else {
      state = State.BROKEN;
    }
  }

  private void value(byte b) {
    switch (b) {
      case '{', '[' -> open(b == '{');
      case '"' -> beginString(false);
      case 't' -> beginWord("true");
      case 'f' -> beginWord("false");
      case 'n' -> beginWord("null");
      default -> {
        if (b == '-' || (b >= '0' && b <= '9')) {
          state = State.NUMBER;
          length = 0;
          keep(b);
        } else {
          state = State.BROKEN;
        }
      }
    }
  }

  private void open(boolean object) {
    if (depth == MAX_DEPTH) {
      state = State.BROKEN;
      return;
    }
    values.opened(this);
    if (object) {
      objects[depth >> 6] |= 1L << depth;
    } else {
      objects[depth >> 6] &= ~(1L << depth);
    }
    if (depth < MAX_PATH) {
      path[depth] = object ? Key.OTHER : Key.ELEMENT;
    }
    depth++;
    state = object ? State.KEY_OR_END : State.VALUE_OR_END;
  }

  private void close() {
    depth--;
    endValue();
  }

  private void endValue() {
    if (depth > 0) {
      state = State.AFTER_VALUE;
    } else {
      state = State.OUTSIDE;
      values.ended();
    }
  }

  private boolean isObject() {
    return (objects[(depth - 1) >> 6] & (1L << (depth - 1))) != 0;
  }

  private void beginString(boolean key) {
    inKey = key;
    length = 0;
    bytes = 0;
    dense = true;
    state = State.STRING;
    use = key ? JsonValues.Use.KEEP : values.use(this);
  }

  /** Returns where the string ends, or the piece. */
  private int string(byte[] from, int start, int end) {
    boolean keeps = use == JsonValues.Use.KEEP && length < MAX_KEPT;
    if (keeps || use == JsonValues.Use.PASS) {
      stringByte(from[start]);
      return start + 1;
    }
    int i = start;
    boolean allDense = dense;
    while (i < end && from[i] != '"' && from[i] != '\\') {
      allDense = allDense && DENSE[from[i] & 0xff];
      i++;
    }
    dense = allDense;
    bytes += i - start;
    if (i < end) {
      stringByte(from[i++]);
    }
    return i;
  }

  private void stringByte(byte b) {
    if (b == '"') {
      endString();
    } else if (b == '\\') {
      state = State.ESCAPE;
    } else {
      add(b);
    }
  }

  private void escape(byte b) {
    state = State.STRING;
    switch (b) {
      case '"', '\\', '/' -> add(b);
      case 'b' -> add((byte) '\b');
      case 'f' -> add((byte) '\f');
      case 'n' -> add((byte) '\n');
      case 'r' -> add((byte) '\r');
      case 't' -> add((byte) '\t');
      case 'u' -> {
        unit = 0;
        unitDigits = 0;
        state = State.UNICODE;
      }
      default -> state = State.BROKEN;
    }
  }

  private void unicode(byte b) {
    int digit = Character.digit(b, 16);
    if (digit < 0) {
      state = State.BROKEN;
      return;
    }
    unit = unit * 16 + digit;
    if (++unitDigits < 4) {
      return;
    }
    state = State.STRING;
    if (unit < 0x80) {
      add((byte) unit);
    } else if (unit < 0x800) {
      add((byte) (0xc0 | (unit >> 6)));
      add((byte) (0x80 | (unit & 0x3f)));
    } else if (unit >= 0xd800 && unit < 0xe000) {
      // Each half of a pair stands for half of its four bytes; names of models have none.
      add((byte) '?');
      add((byte) '?');
    } else {
      add((byte) (0xe0 | (unit >> 12)));
      add((byte) (0x80 | ((unit >> 6) & 0x3f)));
      add((byte) (0x80 | (unit & 0x3f)));
    }
  }

  private void add(byte b) {
    bytes++;
    dense = dense && DENSE[b & 0xff];
    if (use == JsonValues.Use.KEEP) {
      keep(b);
    } else if (use == JsonValues.Use.PASS) {
      values.passed(b);
    }
  }

  private void keep(byte b) {
    if (length < MAX_KEPT) {
      kept[length++] = b;
    }
  }

  private void endString() {
    if (inKey) {
      if (depth <= MAX_PATH) {
        path[depth - 1] = bytes > Key.MAX_LENGTH ? Key.OTHER : Key.of(kept, length);
      }
      state = State.COLON;
      return;
    }
    if (use == JsonValues.Use.KEEP) {
      values.kept(this, new String(kept, 0, length, StandardCharsets.UTF_8));
    }
    tellCount();
    endValue();
  }

  private void tellCount() {
    if (use == JsonValues.Use.COUNT) {
      values.counted(this, bytes, dense);
      bytes = 0;
    }
  }

  private void number(byte b) {
    if ((b >= '0' && b <= '9') || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-') {
      keep(b);
      return;
    }
    endNumber();
    if (state != State.BROKEN) {
      next(b);
    }
  }

  private void endNumber() {
    Key key = last();
    if (key != Key.OTHER && key != Key.ELEMENT) {
      values.number(this, Numbers.whole(kept, length));
    }
    endValue();
  }

  private void beginWord(String expected) {
    word = expected;
    length = 1;
    state = State.WORD;
  }

  private void word(byte b) {
    if (b != word.charAt(length)) {
      state = State.BROKEN;
    } else if (++length == word.length()) {
      if (!word.equals("null")) {
        values.flag(this, word.equals("true"));
      }
      endValue();
    }
  }
}
