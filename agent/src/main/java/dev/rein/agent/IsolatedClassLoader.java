package dev.rein.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads all of Rein that the host must not see: the entries under {@code inside/} of Rein's own
 * jar, whose class files end in {@code .classdata}. Its parent gives the JDK and Rein's bootstrap
 * classes only. One open jar file for its whole life; {@link #close} ends that.
 */
public final class IsolatedClassLoader extends ClassLoader implements AutoCloseable {
  private static final String INSIDE = "inside/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;

  public IsolatedClassLoader(JarFile jar, ClassLoader parent) {
    super("rein", parent);
    this.jar = jar;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = read(entryName(name.replace('.', '/') + ".class"));
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(
        name, bytes, 0, bytes.length, IsolatedClassLoader.class.getProtectionDomain());
  }

  @Override
  protected @Nullable URL findResource(String name) {
    String entry = entryName(name);
    byte[] bytes = read(entry);
    if (bytes == null) {
      return null;
    }
    try {
      // An address of its own, since the JDK's jar: handler would keep the jar open in a cache.
      return new URL("rein", null, -1, "/" + entry, new Handler(bytes));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }

  private static String entryName(String resource) {
    return INSIDE + (resource.endsWith(".class") ? resource + "data" : resource);
  }

  private byte @Nullable [] read(String entryName) {
    ZipEntry entry = jar.getEntry(entryName);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + entryName + " of " + jar.getName(), e);
    }
  }

  private static final class Handler extends URLStreamHandler {
    private final byte[] bytes;

    Handler(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
