import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a model by {@code HttpURLConnection}. */
public final class UrlModel {
  private UrlModel() {}

  public static void main(String[] args) throws Exception {
    Asks.make(
        args[0],
        (url, text, reading) -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          HttpURLConnection connection =
              (HttpURLConnection) URI.create(url).toURL().openConnection();
          connection.setDoOutput(true);
          connection.setRequestMethod("POST");
          connection.setRequestProperty("Content-Type", "application/json");
          if (args[1].equals("fixed")) {
            connection.setFixedLengthStreamingMode(body.length);
          } else if (args[1].equals("chunked")) {
            connection.setChunkedStreamingMode(100);
            connection.connect();
          }
          try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
          }
          int status = connection.getResponseCode();
          if (status < 400) {
            try (InputStream in = connection.getInputStream()) {
              reading.read(in);
              if (reading.isEarly()) {
                connection.disconnect();
              }
            }
          }
          return status;
        });
  }
}
