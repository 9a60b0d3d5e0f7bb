package dev.rein.it.host;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;

/**
 * Does a little of everything and says what came of it; needs {@code java.base} only, unless it is
 * given a server. Exits with 7.
 */
public final class PlainHost {
  /** Files that it writes and then deletes. */
  public static final int FILES = 5;

  private PlainHost() {}

  /** Takes a folder to work in and, optionally, the URL of a server. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int deleted = 0;
    for (int i = 0; i < FILES; i++) {
      File file = new File(args[0], "file-" + i);
      Files.writeString(file.toPath(), "written");
      if (file.delete()) {
        deleted++;
      }
    }
    Thread thread = new Thread(() -> System.out.println("thread ran"));
    thread.start();
    thread.join();
    int exitCode = new ProcessBuilder("true").start().waitFor();
    System.out.println("process ended with " + exitCode);
    if (args.length > 1) {
      System.out.println("answer " + Http.get(args[1]));
    }
    System.out.println("deleted " + deleted + " of " + FILES);
    System.exit(7);
  }

  /** Apart: an image may lack {@code java.net.http}. */
  private static final class Http {
    static int get(String url) throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
