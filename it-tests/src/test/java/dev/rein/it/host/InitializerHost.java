package dev.rein.it.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * Reads a file again and again: in main, then in class initializers of several kinds. With {@code
 * wait} it reads on a thread that it interrupts as soon as that waits.
 */
public final class InitializerHost {
  private static String file = "";

  private InitializerHost() {}

  /** Takes the file, and {@code wait} or nothing. */
  public static void main(String[] args) throws InterruptedException {
    file = args[0];
    System.out.println("first " + attempt(file));
    if (args.length > 1) {
      interruptWaiting();
      return;
    }
    System.out.println("second " + attempt(file));
    System.out.println("initializer " + Plain.SIZE);
    System.out.println("enum " + Constant.ONLY.size);
    System.out.println("lambda " + WithLambda.SIZE);
    System.out.println("third " + attempt(file));
  }

  private static void interruptWaiting() throws InterruptedException {
    Thread reader =
        new Thread(
            () -> {
              String outcome = attempt(file);
              System.out.println(
                  outcome + " interrupted=" + Thread.currentThread().isInterrupted());
            });
    reader.start();
    while (reader.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    reader.interrupt();
    reader.join();
  }

  private static String attempt(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return in.available() > 0 ? "ok" : "empty";
    } catch (IOException e) {
      return e.getClass().getSuperclass().getName() + ": " + e.getMessage();
    }
  }

  private static int size(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return in.readAllBytes().length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Plain {
    static final int SIZE = size(file);
  }

  private enum Constant {
    ONLY;

    private final int size = size(file);
  }

  private static final class WithLambda {
    private static final Function<String, Integer> SIZE_OF = InitializerHost::size;
    static final int SIZE = SIZE_OF.apply(file);
  }
}
