package dev.rein.it.host;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import dev.rein.api.Slot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Does what the lines of stdin say: {@code burn} keeps all processors busy until {@code cool},
 * {@code begin NAME} has an agent begin to work, on a thread of its own and until the end, {@code
 * forget} takes a slot and loses it, {@code active} prints how many jobs run.
 */
@SuppressWarnings("try") // Scopes are there to be closed.
public final class BurningHost {
  private static final CountDownLatch END = new CountDownLatch(1);

  private static volatile boolean burning;

  private BurningHost() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "burn" -> burn();
        case "cool" -> burning = false;
        case "begin" -> start(() -> work(words[1]));
        case "forget" -> forget();
        case "active" -> System.out.println("active " + Rein.admission().active());
        default -> END.countDown();
      }
    }
    END.countDown();
    burning = false;
  }

  private static void burn() {
    burning = true;
    for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
      start(
          () -> {
            while (burning) {
              Thread.onSpinWait();
            }
          });
    }
  }

  private static void work(String agent) {
    try (Scope scope = Rein.agent(agent)) {
      System.out.println("began " + agent);
      start(() -> System.out.println("went on " + agent));
      END.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget() {
    Slot lost = Rein.acquireSlot();
    System.out.println("took " + (lost != null));
    lost = null;
    System.gc();
  }

  private static void start(Runnable task) {
    new Thread(task).start();
  }
}
