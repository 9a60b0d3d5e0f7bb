package dev.rein.it.host;

import dev.rein.api.Admission;
import dev.rein.api.Rein;
import dev.rein.api.Slot;
import java.time.Duration;
import java.util.Optional;

/** Asks for leave before each piece of work, as {@code docs/api.md} shows. */
@SuppressWarnings("try") // Slots are there to be closed.
public final class SlotHost {
  public static void main(String[] args) {
    try (Slot slot = Rein.acquireSlot()) { // Waits until one more may begin.
      Admission admission = Rein.admission();
      System.out.println("active: " + admission.active());
      System.out.println("most: " + admission.max().orElse(0));
      System.out.println("a second: " + isFree(Rein.tryAcquireSlot()));
      System.out.println("soon: " + isFree(Rein.acquireSlot(Duration.ofMillis(10))));
    }
    System.out.println("afterwards: " + isFree(Rein.tryAcquireSlot()));
    System.out.println("rejected: " + Rein.admission().rejected());
  }

  private static boolean isFree(Optional<Slot> slot) {
    slot.ifPresent(Slot::close);
    return slot.isPresent();
  }

  private SlotHost() {}
}
