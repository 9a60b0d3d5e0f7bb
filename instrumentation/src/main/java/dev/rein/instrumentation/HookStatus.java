package dev.rein.instrumentation;

/**
 * How far a hook has got in this JVM.
 *
 * @param area what a report lists it under: the kind of resource, or the host's library
 * @param hook {@link HookSpec#id() id} of the hook
 * @param reason why it is in no better state; empty when there is none
 */
public record HookStatus(String area, String hook, State state, String reason) {
  /** From here on a hook can only get better, or go missing. */
  public enum State {
    /** Its method is woven. */
    INSTALLED,
    /** The host has not loaded its class yet; it is woven when that happens. */
    WAITING,
    /** It should be in and is not. */
    MISSING,
    /** It is for another version of a library, of which other hooks are in. */
    OTHER_VERSION
  }
}
