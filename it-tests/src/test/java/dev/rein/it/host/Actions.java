package dev.rein.it.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Every action there is. */
public final class Actions {
  private static final List<Class<?>> HOLDERS =
      List.of(
          StreamActions.class,
          RandomAccessActions.class,
          FileChangeActions.class,
          PathActions.class,
          ChannelActions.class,
          AsyncFileActions.class,
          DirectoryActions.class,
          AttributeActions.class,
          DescriptorActions.class,
          HttpClientActions.class,
          UrlConnectionActions.class,
          SocketActions.class,
          SocketChannelActions.class,
          AsyncSocketActions.class,
          DatagramActions.class,
          LookUpActions.class,
          ProcessActions.class,
          ThreadActions.class);

  private Actions() {}

  /** The methods with an {@link Action}, in a stable order; their names are unique. */
  public static List<Method> all() {
    return HOLDERS.stream()
        .flatMap(
            holder ->
                Arrays.stream(holder.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Action.class))
                    .sorted(Comparator.comparing(Method::getName)))
        .toList();
  }

  /**
   * Does the action once.
   *
   * @return false when the call told a failure so
   * @throws Throwable what the action throws
   */
  static boolean run(Method action, Work work) throws Throwable {
    try {
      return !Boolean.FALSE.equals(action.invoke(null, work));
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }

  static Method named(String name) {
    Stream<Method> found = all().stream().filter(action -> action.getName().equals(name));
    return found.findFirst().orElseThrow(() -> new IllegalArgumentException("no action " + name));
  }
}
