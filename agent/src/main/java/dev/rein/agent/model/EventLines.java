package dev.rein.agent.model;

/** Server-sent events: reads the data of each as a document, however the lines are cut. */
final class EventLines implements Framing {
  private static final String FIELD = "data:";
  private static final String END = "[DONE]";

  private enum Place {
    NAME,
    BEFORE_DATA,
    DATA,
    SKIPPED
  }

  private final JsonScanner scanner;
  private final AnswerValues values;
  private final byte[] head = new byte[END.length()];
  private Place place = Place.NAME;
  private boolean emptyLine = true;
  private boolean afterReturn;
  private int matched;
  private int dataLength;

  EventLines(JsonScanner scanner, AnswerValues values) {
    this.scanner = scanner;
    this.values = values;
  }

  @Override
  public void read(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      byte b = bytes[i];
      if (b == '\n' && afterReturn) {
        afterReturn = false;
        i++;
      } else if (b == '\n' || b == '\r') {
        afterReturn = b == '\r';
        endLine();
        i++;
      } else {
        afterReturn = false;
        emptyLine = false;
        i = rest(bytes, i, end);
      }
    }
  }

  /** Returns the place of the next byte to look at. */
  private int rest(byte[] bytes, int i, int end) {
    switch (place) {
      case NAME -> {
        if (bytes[i] != FIELD.charAt(matched)) {
          place = Place.SKIPPED;
        } else if (++matched == FIELD.length()) {
          place = Place.BEFORE_DATA;
        }
        return i + 1;
      }
      case BEFORE_DATA -> {
        place = Place.DATA;
        return bytes[i] == ' ' ? i + 1 : i;
      }
      default -> {
        int stop = i;
        while (stop < end && bytes[stop] != '\n' && bytes[stop] != '\r') {
          stop++;
        }
        if (place == Place.DATA) {
          data(bytes, i, stop);
        }
        return stop;
      }
    }
  }

  private void data(byte[] bytes, int start, int end) {
    for (int i = start; i < end && dataLength <= head.length; i++) {
      if (dataLength < head.length) {
        head[dataLength] = bytes[i];
      }
      dataLength++;
    }
    scanner.read(bytes, start, end);
  }

  private void endLine() {
    if (emptyLine) {
      endEvent();
    } else if (place == Place.DATA) {
      scanner.read((byte) '\n');
      lookForEnd();
    }
    emptyLine = true;
    place = Place.NAME;
    matched = 0;
  }

  private void lookForEnd() {
    if (dataLength != head.length) {
      return;
    }
    for (int i = 0; i < head.length; i++) {
      if (head[i] != END.charAt(i)) {
        return;
      }
    }
    values.endOfStream();
  }

  private void endEvent() {
    scanner.restart();
    dataLength = 0;
  }

  @Override
  public void end() {
    lookForEnd();
    scanner.flush();
  }
}
