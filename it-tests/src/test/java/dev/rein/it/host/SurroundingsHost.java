package dev.rein.it.host;

import java.util.Locale;
import java.util.TimeZone;
import java.util.TreeMap;

/** Prints all that a program sees of the JVM around it and that Rein could change. */
public final class SurroundingsHost {
  private SurroundingsHost() {}

  public static void main(String[] args) {
    TreeMap<Object, Object> properties = new TreeMap<>(System.getProperties());
    properties.forEach((name, value) -> System.out.println("property " + name + "=" + value));
    Thread main = Thread.currentThread();
    Thread[] group = new Thread[100];
    int threads = main.getThreadGroup().enumerate(group);
    for (int i = 0; i < threads; i++) {
      System.out.println("thread in the program's group: " + group[i].getName());
    }
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .forEach(thread -> System.out.println("thread without end: " + thread.getName()));
    System.out.println("context loader is the system's: " + isSystemLoader(main));
    System.out.println("handler " + Thread.getDefaultUncaughtExceptionHandler());
    System.out.println("locale " + Locale.getDefault());
    System.out.println("zone " + TimeZone.getDefault().getID());
    System.out.println("interrupted " + main.isInterrupted());
    for (String name : args) {
      System.out.println("finds " + name + ": " + finds(name));
    }
  }

  private static boolean isSystemLoader(Thread thread) {
    return thread.getContextClassLoader() == ClassLoader.getSystemClassLoader();
  }

  private static boolean finds(String name) {
    try {
      Class.forName(name, false, ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
