package dev.rein.it.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes messages of {@code application/vnd.amazon.eventstream}:
 *
 * <pre>
 * int length of all | int length of the headers | int CRC of these two
 * headers: byte length, name, byte 7 for text, short length, text
 * payload | int CRC of all before
 * </pre>
 */
final class EventStream {
  static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private static final int AROUND = 16; // The three before the headers and the one at the end.
  private static final int HEADER_AROUND = 4;
  private static final byte TEXT = 7;

  private EventStream() {}

  /** An event of this type. */
  static byte[] event(String type, JsonObject payload) {
    return message(
        Map.of(":message-type", "event", ":event-type", type, ":content-type", "application/json"),
        payload.toString().getBytes(UTF_8));
  }

  private static byte[] message(Map<String, String> headers, byte[] payload) {
    int headersLength =
        headers.entrySet().stream()
            .mapToInt(each -> HEADER_AROUND + each.getKey().length() + each.getValue().length())
            .sum();
    ByteBuffer message = ByteBuffer.allocate(AROUND + headersLength + payload.length);
    message.putInt(message.capacity()).putInt(headersLength);
    message.putInt(crc(message));
    headers.forEach(
        (name, value) -> {
          message.put((byte) name.length()).put(name.getBytes(UTF_8)).put(TEXT);
          message.putShort((short) value.length()).put(value.getBytes(UTF_8));
        });
    message.put(payload);
    message.putInt(crc(message));
    return message.array();
  }

  private static int crc(ByteBuffer soFar) {
    CRC32 crc = new CRC32();
    crc.update(soFar.duplicate().flip());
    return (int) crc.getValue();
  }
}
