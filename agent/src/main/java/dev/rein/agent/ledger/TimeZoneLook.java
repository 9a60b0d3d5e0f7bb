package dev.rein.agent.ledger;

import java.lang.reflect.Field;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Undoes that a library of Rein's looks at the default time zone, as Chronicle does. The first look
 * fixes the zone for the whole JVM and sets {@code user.timezone}; a program that sets this
 * property in its main would not be heard any more.
 */
public final class TimeZoneLook {
  private static final String PROPERTY = "user.timezone";
  private static final TimeZoneLook NOT_THE_FIRST = new TimeZoneLook(null, null, "");

  private final @Nullable String before;
  private final @Nullable String fixed;
  private final String zone;

  private TimeZoneLook(@Nullable String before, @Nullable String fixed, String zone) {
    this.before = before;
    this.fixed = fixed;
    this.zone = zone;
  }

  /** Runs what looks at the time zone; one thread waits for the other. */
  public static void during(Runnable looking) {
    Object unused =
        during(
            () -> {
              looking.run();
              return PROPERTY;
            });
  }

  /** The same for what gives an answer. */
  static synchronized <T> T during(Supplier<T> looking) {
    TimeZoneLook look = begin();
    try {
      return looking.get();
    } finally {
      look.end();
    }
  }

  /** Takes the first look itself, so that it is known what the look fixes. */
  private static TimeZoneLook begin() {
    if (isFixed()) {
      return NOT_THE_FIRST;
    }
    String before = System.getProperty(PROPERTY);
    String zone = TimeZone.getDefault().getID();
    return new TimeZoneLook(before, System.getProperty(PROPERTY), zone);
  }

  /** Forgets the zone, unless the host has chosen one meanwhile. */
  private void end() {
    if (this == NOT_THE_FIRST) {
      return;
    }
    if (before == null && fixed != null) {
      System.getProperties().remove(PROPERTY, fixed);
    } else if (before != null && fixed != null) {
      System.getProperties().replace(PROPERTY, fixed, before);
    }
    if (TimeZone.getDefault().getID().equals(zone)) {
      TimeZone.setDefault(null);
    }
  }

  /** Without access to the field nothing is undone, rather than the host's own choice. */
  private static boolean isFixed() {
    try {
      Field field = TimeZone.class.getDeclaredField("defaultTimeZone");
      field.setAccessible(true);
      return field.get(null) != null;
    } catch (ReflectiveOperationException | RuntimeException noAccess) {
      return true;
    }
  }
}
