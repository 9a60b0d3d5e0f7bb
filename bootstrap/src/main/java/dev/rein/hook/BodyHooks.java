package dev.rein.hook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls about the bodies of HTTP answers. They are looked at where the handler has
 * said so of the request, by {@link CallGuard#setExchange}: as the host reads them, never before,
 * and without taking anything away.
 */
public final class BodyHooks {
  /** False while nobody's answer is looked at, so that a read costs one look at this. */
  private static volatile boolean inUse;

  private BodyHooks() {}

  /** Whether the handler wants to hear of any body. */
  public static void setInUse(boolean used) {
    inUse = used;
  }

  /**
   * What is to receive an answer's body.
   *
   * @param outcome of the call that sends the request; null when it is part of another
   * @param receiver what the host has given to its client
   * @return what the client is to be given
   */
  public static @Nullable Object receiver(@Nullable Object outcome, @Nullable Object receiver) {
    HookHandler current = Hooks.handler();
    if (!(outcome instanceof Operation) || current == null || receiver == null) {
      return receiver;
    }
    CallGuard guard = CallGuard.current();
    Object exchange = guard.exchange();
    if (exchange == null) {
      return receiver;
    }
    guard.suspend();
    try {
      return current.receiver(exchange, receiver);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.HTTP_REQUEST, failure);
      return receiver;
    } finally {
      guard.resume();
    }
  }

  /**
   * The client has an answer's head, and a body for the host to read, within the call that sends
   * the request.
   *
   * @param answer the client's, or null where the end of the call tells
   */
  public static void opened(@Nullable Object body, @Nullable Object answer) {
    if (Hooks.handler() != null) {
      Object exchange = CallGuard.current().exchange();
      if (exchange != null) {
        tell(BodyStep.OPENED, body, answer, 0, 0, exchange);
      }
    }
  }

  /**
   * The host has read from a body.
   *
   * @param content where to, of a kind that goes with the body's
   * @param count how many bytes; below zero when there was nothing more to read
   */
  public static void read(@Nullable Object body, @Nullable Object content, int offset, long count) {
    if (inUse && count != 0) {
      tell(count < 0 ? BodyStep.ENDED : BodyStep.READ, body, content, offset, (int) count, null);
    }
  }

  /**
   * The host has read one byte.
   *
   * @param value below zero when there was nothing more to read
   */
  public static void readByte(@Nullable Object body, int value) {
    if (inUse) {
      read(body, value < 0 ? null : new byte[] {(byte) value}, 0, value < 0 ? -1 : 1);
    }
  }

  /**
   * A client has made these parts of what came in on a connection.
   *
   * @param from the first of them that is new
   */
  public static void decoded(@Nullable Object body, @Nullable List<?> parts, int from) {
    if (inUse && parts != null) {
      for (int i = from; i < parts.size(); i++) {
        received(body, parts.get(i));
      }
    }
  }

  /** The same of one part, which says itself how much it has. */
  public static void received(@Nullable Object body, @Nullable Object part) {
    if (inUse) {
      tell(BodyStep.READ, body, part, 0, 0, null);
    }
  }

  /** The host has closed a body, read to its end or not. */
  public static void closed(@Nullable Object body) {
    if (inUse) {
      tell(BodyStep.ENDED, body, null, 0, 0, null);
    }
  }

  private static void tell(
      BodyStep step,
      @Nullable Object body,
      @Nullable Object content,
      int offset,
      int count,
      @Nullable Object exchange) {
    HookHandler current = Hooks.handler();
    if (current == null || body == null || !Hooks.isOn(Operation.HTTP_REQUEST)) {
      return;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      current.onBody(step, body, content, offset, count, exchange);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.HTTP_REQUEST, failure);
    } finally {
      guard.resume();
    }
  }
}
