package dev.rein.agent.model;

/** Where in a document a scanner is: the keys and array places that lead to the value. */
final class JsonPath {
  static final int MAX_DEPTH = 512;

  /** Deeper places have no keys. */
  static final int MAX_KEYS = 12;

  private final Key[] keys = new Key[MAX_KEYS];
  private final long[] objects = new long[MAX_DEPTH / 64];
  private int depth;

  /** How many keys and array places lead to the value. */
  int depth() {
    return depth;
  }

  /** The key or place at one step of the way to the value, from outside. */
  Key key(int step) {
    return step >= 0 && step < depth && step < MAX_KEYS ? keys[step] : Key.OTHER;
  }

  /** The key or place of the value itself. */
  Key last() {
    return key(depth - 1);
  }

  /** Goes into an object or array; false when it is too deep. */
  boolean open(boolean object) {
    if (depth == MAX_DEPTH) {
      return false;
    }
    if (object) {
      objects[depth >> 6] |= 1L << depth;
    } else {
      objects[depth >> 6] &= ~(1L << depth);
    }
    if (depth < MAX_KEYS) {
      keys[depth] = object ? Key.OTHER : Key.ELEMENT;
    }
    depth++;
    return true;
  }

  void close() {
    depth--;
  }

  void clear() {
    depth = 0;
  }

  boolean isInObject() {
    return (objects[(depth - 1) >> 6] & (1L << (depth - 1))) != 0;
  }

  /** In an object, the key whose value comes next. */
  void setKey(Key key) {
    if (depth <= MAX_KEYS) {
      keys[depth - 1] = key;
    }
  }
}
