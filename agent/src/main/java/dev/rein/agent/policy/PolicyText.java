package dev.rein.agent.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Gets the text out of a policy file, or says what kept it from doing so. */
final class PolicyText {
  /** Far more than a policy needs; keeps a wrong file name from filling the host's heap. */
  static final int MAX_BYTES = 1024 * 1024;

  private PolicyText() {}

  static String read(Path file, Problems problems) throws PolicyException {
    byte[] bytes = bytes(file, problems);
    if (bytes.length > MAX_BYTES) {
      problems.add("the file is too long; a policy has at most 1 MiB");
      throw problems.exception();
    }
    return decode(bytes, problems);
  }

  private static byte[] bytes(Path file, Problems problems) throws PolicyException {
    if (Files.isDirectory(file)) {
      problems.add("this is a folder; expected a policy file");
      throw problems.exception();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      problems.add("there is no such file");
    } catch (AccessDeniedException e) {
      problems.add("the file may not be read by this user");
    } catch (IOException e) {
      problems.add("the file cannot be read: " + e.getMessage());
    }
    throw problems.exception();
  }

  private static String decode(byte[] bytes, Problems problems) throws PolicyException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      addAt(text, text.length(), "this is not UTF-8; save the file as UTF-8", problems);
      throw problems.exception();
    }
    return text.toString();
  }

  /**
   * Adds a problem at a place of the text.
   *
   * @param index of the character, in chars
   */
  static void addAt(CharSequence text, int index, String message, Problems problems) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < index && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    problems.add(line, column, message);
  }
}
