package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** The bodies that a {@link BodyServer} sends, by name. */
final class BodyScripts {
  private static final String USAGE =
      "\"usage\": {\"prompt_tokens\": 70, \"completion_tokens\": 30, \"total_tokens\": 100}";
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final String EVENT =
      "data: {\"choices\": [{\"delta\": {\"content\": \"a\"}}]}\n\n";

  /**
   * An answer.
   *
   * @param parts each goes out at once
   */
  record Script(String head, List<Part> parts) {}

  /**
   * A piece of an answer.
   *
   * @param wire its bytes, with what frames the content
   * @param content how many bytes of content it has
   * @param plain how many these are to a client that decompresses
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Part(byte[] wire, int content, int plain) {}

  private BodyScripts() {}

  static Script of(String name) throws IOException {
    return switch (name) {
      case "document", "oddly" -> whole("", document());
      case "gzip", "oddly-gzip" -> whole("Content-Encoding: gzip\r\n", gzip(document()));
      case "gzip-damaged" -> whole("Content-Encoding: gzip\r\n", damaged());
      case "gzip-cut" -> {
        byte[] gzip = gzip(document());
        yield whole("Content-Encoding: gzip\r\n", Arrays.copyOf(gzip, gzip.length / 2));
      }
      case "events" -> chunked("", events(), events());
      case "gzip-events" -> chunked("Content-Encoding: gzip\r\n", gzipEach(events()), events());
      case "events-cut" -> {
        Script all = chunked("", events(), events());
        yield new Script(all.head, all.parts.subList(0, all.parts.size() / 2));
      }
      default -> throw new IOException("no script " + name);
    };
  }

  private static Script whole(String header, byte[] body) {
    String head = head(JSON, header + "Content-Length: " + body.length + "\r\n");
    return new Script(head, List.of(new Part(body, body.length, body.length)));
  }

  /** The end comes with the last chunk. */
  private static Script chunked(String header, List<byte[]> chunks, List<byte[]> plain) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      part.writeBytes((Integer.toHexString(chunks.get(i).length) + "\r\n").getBytes(UTF_8));
      part.writeBytes(chunks.get(i));
      part.writeBytes((i == chunks.size() - 1 ? "\r\n0\r\n\r\n" : "\r\n").getBytes(UTF_8));
      parts.add(new Part(part.toByteArray(), chunks.get(i).length, plain.get(i).length));
    }
    return new Script(head(EVENTS, header + "Transfer-Encoding: chunked\r\n"), parts);
  }

  private static String head(String type, String headers) {
    return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: "
        + type
        + "\r\n"
        + headers
        + "\r\n";
  }

  private static byte[] document() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 900; i++) {
      text.append("Sentence ").append(i * 7919L % 1000).append(". ");
    }
    return ("{\"model\": \"gpt-loopback\", \"choices\": [{\"message\": {\"content\": \""
            + text
            + "\"}}], "
            + USAGE
            + "}")
        .getBytes(UTF_8);
  }

  private static List<byte[]> events() {
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String word = "word ".repeat(i + 1);
      events.add(
          ("data: {\"model\": \"gpt-loopback\", \"choices\": [{\"delta\": {\"content\": \""
                  + word
                  + "\"}}]}\n\n")
              .getBytes(UTF_8));
    }
    events.add(("data: {\"choices\": [], " + USAGE + "}\n\n").getBytes(UTF_8));
    events.add("data: [DONE]\n\n".getBytes(UTF_8));
    return events;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] damaged() throws IOException {
    byte[] gzip = gzip(document());
    Arrays.fill(gzip, gzip.length / 2, gzip.length / 2 + 64, (byte) 0xff);
    return gzip;
  }

  /** One stream, of which each part can be read as soon as it is there. */
  private static List<byte[]> gzipEach(List<byte[]> contents) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 512, true)) {
      for (int i = 0; i < contents.size(); i++) {
        gzip.write(contents.get(i));
        if (i == contents.size() - 1) {
          gzip.finish();
        }
        gzip.flush();
        parts.add(out.toByteArray());
        out.reset();
      }
    }
    return parts;
  }

  /** Whether a body is sent as fast as it is taken. */
  static boolean pours(String name) {
    return name.startsWith("mebibytes-") || name.equals("endless");
  }

  /** A document of one long text, of so many mebibytes; or events until the client has enough. */
  static void pour(OutputStream out, String name) throws IOException {
    if (name.equals("endless")) {
      out.write(head(EVENTS, "").getBytes(UTF_8));
      byte[] events = EVENT.repeat(1_000).getBytes(UTF_8);
      while (true) {
        out.write(events);
      }
    }
    out.write(head(JSON, "").getBytes(UTF_8));
    out.write("{\"id\": \"".getBytes(UTF_8));
    byte[] mebibyte = new byte[1 << 20];
    Arrays.fill(mebibyte, (byte) 'a');
    for (int left = Integer.parseInt(name.substring("mebibytes-".length())); left > 0; left--) {
      out.write(mebibyte);
    }
    out.write(("\", \"model\": \"gpt-loopback\", " + USAGE + "}").getBytes(UTF_8));
  }
}
