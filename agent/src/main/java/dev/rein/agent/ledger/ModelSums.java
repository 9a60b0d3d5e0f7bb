package dev.rein.agent.ledger;

import dev.rein.agent.ledger.ModelEntry.ModelCalled;
import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.ToolCalled;
import dev.rein.agent.ledger.ModelEntry.ToolTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one account come to, by model and day and by tool. What is past the bounds is
 * under {@link #OTHER}, so that sums stay right. Writer and readers share it, and so agree. One
 * thread.
 */
public final class ModelSums {
  /** What rows are called that there was no room for. */
  public static final String OTHER = "other";

  private static final int MAX_MODELS = 1_000;
  private static final int MAX_TOOLS = 200;
  private static final long DAY = 86_400_000;

  private static final int CALLS = 0;
  private static final int FAILED = 1;
  private static final int INPUT = 2;
  private static final int OUTPUT = 3;
  private static final int CACHED = 4;
  private static final int CACHE_WRITTEN = 5;
  private static final int COST = 6;
  private static final int UNPRICED = 7;
  private static final int ESTIMATED = 8;
  private static final int FIELDS = 9;

  private record Key(String provider, String model, long day) {}

  /** How many rows the accounts of one ledger may have together. */
  public static final class Room {
    private static final int MOST = 5_000;

    private int left = MOST;

    private boolean take() {
      if (left == 0) {
        return false;
      }
      left--;
      return true;
    }

    private void giveBack(int rows) {
      left = Math.min(MOST, left + rows);
    }
  }

  private final Room room;
  private final Map<Key, long[]> models = new LinkedHashMap<>();
  private final Map<String, long[]> tools = new LinkedHashMap<>();
  private @Nullable Key lastOther;

  /**
   * @param room shared by all accounts of the ledger
   */
  public ModelSums(Room room) {
    this.room = room;
  }

  /** In days since 1970, UTC. */
  public static long day(long millis) {
    return Math.floorDiv(millis, DAY);
  }

  /** Takes one more call, or the sum of several; other entries are none. */
  public void add(ModelEntry entry) {
    if (entry instanceof ModelCalled call) {
      long[] row = model(new Key(call.provider(), call.model(), day(call.at())));
      add(row, CALLS, 1);
      add(row, FAILED, call.failed() ? 1 : 0);
      add(row, INPUT, call.input());
      add(row, OUTPUT, call.output());
      add(row, CACHED, call.cached());
      add(row, CACHE_WRITTEN, call.cacheWritten());
      add(row, COST, Math.max(0, call.picoDollars()));
      add(row, UNPRICED, call.unpriced() ? 1 : 0);
      add(row, ESTIMATED, call.estimated() ? 1 : 0);
    } else if (entry instanceof ToolCalled call) {
      long[] row = tool(call.tool());
      add(row, CALLS, 1);
      add(row, FAILED, call.failed() ? 1 : 0);
    } else if (entry instanceof ModelTotals totals) {
      long[] row = model(new Key(totals.provider(), totals.model(), totals.day()));
      long[] more = fields(totals);
      for (int i = 0; i < FIELDS; i++) {
        add(row, i, more[i]);
      }
    } else if (entry instanceof ToolTotals totals) {
      long[] row = tool(totals.tool());
      add(row, CALLS, totals.calls());
      add(row, FAILED, totals.failed());
    }
  }

  /** Takes what there was until then, in place of what is known of the same model or tool. */
  public void set(ModelEntry entry) {
    if (entry instanceof ModelTotals totals) {
      long[] row = model(new Key(totals.provider(), totals.model(), totals.day()));
      System.arraycopy(fields(totals), 0, row, 0, FIELDS);
    } else if (entry instanceof ToolTotals totals) {
      long[] row = tool(totals.tool());
      row[CALLS] = totals.calls();
      row[FAILED] = totals.failed();
    }
  }

  /** All that was begins anew. */
  public void clear() {
    room.giveBack(models.size() + tools.size());
    models.clear();
    tools.clear();
    lastOther = null;
  }

  private static long[] fields(ModelTotals totals) {
    return new long[] {
      totals.calls(),
      totals.failed(),
      totals.input(),
      totals.output(),
      totals.cached(),
      totals.cacheWritten(),
      totals.picoDollars(),
      totals.unpriced(),
      totals.estimated()
    };
  }

  /** Stays at the largest number rather than begin below zero again. */
  private static void add(long[] row, int field, long more) {
    long sum = row[field] + more;
    row[field] = sum < 0 ? Long.MAX_VALUE : sum;
  }

  private long[] model(Key key) {
    long[] known = models.get(key);
    if (known != null) {
      return known;
    }
    Key place = key;
    if (models.size() >= MAX_MODELS || !room.take()) {
      place = other(key.day());
    }
    return models.computeIfAbsent(place, fresh -> new long[FIELDS]);
  }

  /** Of the same day as long as there is room for that many days. */
  private Key other(long day) {
    Key own = new Key("", OTHER, day);
    Key last = lastOther;
    if (last == null
        || models.containsKey(own)
        || (models.size() < 2 * MAX_MODELS && room.take())) {
      lastOther = own;
      return own;
    }
    return last;
  }

  private long[] tool(String name) {
    long[] known = tools.get(name);
    if (known != null) {
      return known;
    }
    boolean fits = tools.size() < MAX_TOOLS && room.take();
    return tools.computeIfAbsent(fits ? name : OTHER, fresh -> new long[2]);
  }

  public boolean isEmpty() {
    return models.isEmpty() && tools.isEmpty();
  }

  /** A row for each model and day, in the order in which they came. */
  public List<ModelTotals> models(long at, int account) {
    List<ModelTotals> rows = new ArrayList<>(models.size());
    models.forEach(
        (key, row) ->
            rows.add(
                new ModelTotals(
                    at,
                    account,
                    key.provider(),
                    key.model(),
                    key.day(),
                    row[CALLS],
                    row[FAILED],
                    row[INPUT],
                    row[OUTPUT],
                    row[CACHED],
                    row[CACHE_WRITTEN],
                    row[COST],
                    row[UNPRICED],
                    row[ESTIMATED])));
    return rows;
  }

  /** A row for each tool, in the order in which they came. */
  public List<ToolTotals> tools(long at, int account) {
    List<ToolTotals> rows = new ArrayList<>(tools.size());
    tools.forEach(
        (name, row) -> rows.add(new ToolTotals(at, account, name, row[CALLS], row[FAILED])));
    return rows;
  }
}
