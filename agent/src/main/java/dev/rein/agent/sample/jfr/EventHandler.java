package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** Turns one kind of event into a call of the listener. */
interface EventHandler {
  /** The event's name, as the JDK has it. */
  String event();

  /** Its settings, without {@code enabled}. */
  Map<String, String> settings(Attention attention);

  /** Must not keep the event, which is reused for the next one. */
  void accept(RecordedEvent event);
}
