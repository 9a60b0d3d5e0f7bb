import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;

/** Weaves a class and keeps a queue, with libraries of its own. */
public final class OldLibraries {
  private OldLibraries() {}

  public static void main(String[] args) throws Exception {
    Class<?> woven =
        new ByteBuddy()
            .subclass(Object.class)
            .method(ElementMatchers.named("toString"))
            .intercept(FixedValue.value("woven by the program"))
            .make()
            .load(OldLibraries.class.getClassLoader())
            .getLoaded();
    System.out.println(woven.getDeclaredConstructor().newInstance());
    System.out.println(home(ByteBuddy.class));
    try (ChronicleQueue queue = ChronicleQueue.single(args[0])) {
      ExcerptAppender appender = queue.acquireAppender();
      for (int i = 0; i < 3; i++) {
        appender.writeText("entry " + i);
      }
      ExcerptTailer tailer = queue.createTailer();
      for (String text = tailer.readText(); text != null; text = tailer.readText()) {
        System.out.println(text);
      }
    }
    System.out.println(home(ChronicleQueue.class));
  }

  private static String home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
