package dev.rein.agent.ledger;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Entries of every type with whatever their fields can hold, the same for the same seed. */
final class RandomEntries {
  private static final int[] CHARACTERS = {'a', ' ', '\n', 0, 0x7f, 0x202e, 'ß', 0x4e2d, 0x1f600};
  private static final long[] NUMBERS = {Long.MIN_VALUE, -1, 0, 1, 127, 128, Long.MAX_VALUE};

  private final List<Class<?>> types = Samples.types();
  private final Random random;

  RandomEntries(long seed) {
    this.random = new Random(seed);
  }

  LedgerEntry next() {
    Object entry = record(types.get(random.nextInt(types.size())));
    return (LedgerEntry) entry;
  }

  /** What can be carried over. */
  private LedgerEntry plain() {
    LedgerEntry entry = next();
    while (entry instanceof LedgerEntry.CarriedOver) {
      entry = next();
    }
    return entry;
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      values[i] = nullable && random.nextBoolean() ? null : value(components[i].getGenericType());
    }
    try {
      Class<?>[] parameters =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(parameters);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("cannot make a " + type, e);
    }
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType list) {
      List<Object> elements = new ArrayList<>();
      for (int left = random.nextInt(25); left > 0; left--) {
        elements.add(value(list.getActualTypeArguments()[0]));
      }
      return elements;
    }
    Class<?> plain = (Class<?>) type;
    if (plain == LedgerEntry.class) {
      return plain();
    }
    if (plain == long.class) {
      return random.nextBoolean() ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
    }
    if (plain == int.class) {
      return random.nextInt(random.nextBoolean() ? 3 : Integer.MAX_VALUE);
    }
    if (plain == boolean.class) {
      return random.nextBoolean();
    }
    if (plain == String.class) {
      return text();
    }
    Object[] constants = plain.getEnumConstants();
    return constants == null ? record(plain) : constants[random.nextInt(constants.length)];
  }

  /** No longer in UTF-8 than a text may be. */
  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(10) == 0 ? random.nextInt(1000) : random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return text.toString();
  }
}
