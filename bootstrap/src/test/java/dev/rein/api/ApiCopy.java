package dev.rein.api;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Supplier;

/**
 * A class loader that has Rein's classes by itself, as a host's may: the API in it is another than
 * the test's, and has not met an agent.
 */
final class ApiCopy extends URLClassLoader {
  ApiCopy() {
    super(new URL[] {home(Rein.class), home(ApiCopy.class)}, ApiCopy.class.getClassLoader());
  }

  private static URL home(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      return name.startsWith("dev.rein.") ? findClass(name) : super.loadClass(name, resolve);
    }
  }

  /** Makes an object of the copy of this public class. */
  @SuppressWarnings("unchecked")
  <T> Supplier<T> make(Class<? extends Supplier<T>> type) throws ReflectiveOperationException {
    return (Supplier<T>) loadClass(type.getName()).getConstructor().newInstance();
  }
}
