package dev.rein.it.host;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.ServiceLoader;

/** Loads classes, resources and services from its class path and from a jar, as big programs do. */
public final class ManyClassesHost {
  private ManyClassesHost() {}

  /**
   * Takes the names of classes up to their number, how many there are, a resource, and a jar that
   * is not on the class path.
   */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]);
    for (int i = 0; i < count; i++) {
      Class.forName(args[0] + i).getDeclaredConstructor().newInstance();
    }
    readAll(ClassLoader.getSystemResourceAsStream(args[2]));
    readAll(ClassLoader.getSystemClassLoader().getResourceAsStream(args[2]));
    System.out.println(
        count
            + " classes, "
            + Collections.list(ClassLoader.getSystemResources(args[2])).size()
            + " resources, "
            + ServiceLoader.load(Runnable.class).stream().count()
            + " services");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {Path.of(args[3]).toUri().toURL()}, null)) {
      loader.loadClass(args[0] + 0).getDeclaredConstructor().newInstance();
      readAll(loader.getResourceAsStream(args[2]));
    }
  }

  private static void readAll(InputStream resource) throws IOException {
    try (resource) {
      Expect.that(resource.readAllBytes().length > 0);
    }
  }
}
