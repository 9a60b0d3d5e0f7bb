package dev.rein.agent.sample.children;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Trees by what the JDK tells of processes, on systems without {@code /proc}: CPU time as it was
 * when a process was last seen, and no memory.
 */
final class HandleTrees<T> implements ProcessTrees<T> {
  private final TreeListener<T> listener;
  private final Consumer<String> remarks;
  private final Queue<Handles<T>> trees = new ConcurrentLinkedQueue<>();
  private boolean told;

  HandleTrees(TreeListener<T> listener, Consumer<String> remarks) {
    this.listener = listener;
    this.remarks = remarks;
  }

  /** The processes of a tree, and the milliseconds of CPU time that each had used. */
  private record Handles<T>(T owner, Map<ProcessHandle, Long> used) {}

  @Override
  public void add(Process root, T owner) {
    Map<ProcessHandle, Long> used = new HashMap<>();
    used.put(root.toHandle(), 0L);
    trees.add(new Handles<>(owner, used));
  }

  @Override
  public boolean isAlive() {
    return !trees.isEmpty();
  }

  @Override
  public void settle() {
    // Of what has ended the JDK tells nothing.
  }

  @Override
  public synchronized void look() {
    if (isAlive() && !told) {
      told = true;
      remarks.accept(
          "no /proc here: what child processes have in memory is unknown, and their CPU time is"
              + " what was seen while they lived");
    }
    for (Iterator<Handles<T>> each = trees.iterator(); each.hasNext(); ) {
      Handles<T> tree = each.next();
      long millis = look(tree.used);
      if (millis > 0) {
        listener.used(tree.owner, millis);
      }
      if (tree.used.isEmpty()) {
        each.remove();
      }
    }
  }

  private static long look(Map<ProcessHandle, Long> used) {
    for (ProcessHandle member : List.copyOf(used.keySet())) {
      member.descendants().forEach(child -> used.putIfAbsent(child, 0L));
    }
    long sum = 0;
    for (Iterator<Map.Entry<ProcessHandle, Long>> each = used.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<ProcessHandle, Long> member = each.next();
      long before = member.getValue();
      long now = member.getKey().info().totalCpuDuration().map(Duration::toMillis).orElse(before);
      if (now > before) {
        sum += now - before;
        member.setValue(now);
      }
      if (!member.getKey().isAlive()) {
        each.remove();
      }
    }
    return sum;
  }
}
