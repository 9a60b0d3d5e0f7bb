package dev.rein.api;

/**
 * What the API asks of the agent, by name. For the agent; a program has no use for it.
 *
 * <p>A host may have a copy of this package of its own, maybe of another version, so between the
 * two there are one function and types of the JDK. What is asked is an {@code Object[]}: the name,
 * then the arguments, none of them null. The answer is null when there is nothing to tell: nobody
 * is there, what was asked for does not exist, or it is done. Arrays only ever grow at their end,
 * and who reads one looks at what he knows.
 *
 * <table>
 * <caption>Calls</caption>
 * <tr><th>call</th><th>arguments</th><th>answer</th></tr>
 * <tr><td>{@link #AGENT}</td><td>name</td><td>{@code Runnable} that ends the work, once; or
 *     refused</td></tr>
 * <tr><td>{@link #CHARGE}</td><td>resource</td><td>null when it is charged; or refused. May wait
 *     </td></tr>
 * <tr><td>{@link #RELEASE}, {@link #RECORD}</td><td>resource</td><td>null</td></tr>
 * <tr><td>{@link #TOKENS}</td><td>model, {@code Long} input with cached, {@code Long} output,
 *     {@code Long} cached</td><td>null</td></tr>
 * <tr><td>{@link #COST}</td><td>model, {@code Long} millionths of a dollar</td><td>null</td></tr>
 * <tr><td>{@link #DELIVER}</td><td>{@link Deliverable#label() kind}, description, {@code String[]}
 *     artifacts</td><td>null</td></tr>
 * <tr><td>{@link #USAGE}</td><td>account; none for the calling thread's</td><td>usage</td></tr>
 * <tr><td>{@link #PAUSE}, {@link #TERMINATE}</td><td>account, reason</td><td>{@code
 *     Boolean.TRUE} when it is done</td></tr>
 * <tr><td>{@link #RESUME}</td><td>account</td><td>{@code Boolean.TRUE} when it is done</td></tr>
 * <tr><td>{@link #AWAIT_RESUME}</td><td>account, {@code Long} nanoseconds</td><td>{@code
 *     Boolean.FALSE} when it is paused still; when the thread is interrupted, it stays so</td></tr>
 * <tr><td>{@link #SLOT}</td><td>{@code Long} nanoseconds, the largest for as long as it takes
 *     </td><td>slot; {@code Boolean.FALSE} when none came free in time; or refused. May wait
 *     </td></tr>
 * <tr><td>{@link #TRACK}</td><td>{@code AutoCloseable}, name</td><td>null</td></tr>
 * <tr><td>{@link #UNTRACK}</td><td>{@code AutoCloseable}</td><td>{@code Boolean.TRUE} when it will
 *     not be closed now</td></tr>
 * <tr><td>{@link #CLOSE_SLOT}</td><td>slot</td><td>null; closing twice is the same as once</td></tr>
 * <tr><td>{@link #ADMISSION}</td><td></td><td>admission</td></tr>
 * <tr><td>{@link #SUMMARY}</td><td>{@code Long} milliseconds since 1970</td><td>summary</td></tr>
 * <tr><td>{@link #LISTEN}, {@link #UNLISTEN}</td><td>{@code Function<Object[], Object>} that takes
 *     changes</td><td>null; listening twice is the same as once</td></tr>
 * </table>
 *
 * <p>Where nothing is said, an argument is a {@code String}. In these places stand several:
 *
 * <ul>
 *   <li>resource: its name, {@code Boolean} whether it was declared as a gauge, {@code Long} amount
 *   <li>refused: {@link #REFUSED}, account, resource, {@code Long} limit, {@code Long} used,
 *       reason, remedy, as in {@link Refusal}
 *   <li>usage: account, account above or null, {@link Phase#label() phase}, {@code Boolean} paused,
 *       {@code Map<String, Long>} used and {@code Map<String, Long>} limits by name of the
 *       resource, {@code Long} milliseconds since 1970 of the last deliverable or null
 *   <li>summary: {@code Map<String, Integer>} agents by phase, {@code String[]} paused accounts,
 *       {@code Long} warnings, {@code Long} interventions, {@code Long} terminations, {@code
 *       Object[][]} events of {@code Long} milliseconds since 1970, account, type, message
 *   <li>slot: an {@code Object[]} that means nothing to the program; when it is collected, it
 *       counts as closed
 *   <li>admission: {@code Boolean} throttled, reason, {@code Long} active, {@code Long} pending,
 *       {@code Long} rejected, {@code Long} most or the largest for none, {@code Long} recommended
 *   <li>change, told to those that listen, one after another: account, phase before, phase after,
 *       reason, {@code Long} milliseconds since 1970; the listener's answer is null, or a line for
 *       Rein's log
 * </ul>
 */
public final class Calls {
  public static final String AGENT = "agent";
  public static final String CHARGE = "charge";
  public static final String RELEASE = "release";
  public static final String RECORD = "record";
  public static final String TOKENS = "tokens";
  public static final String COST = "cost";
  public static final String DELIVER = "deliver";
  public static final String USAGE = "usage";
  public static final String PAUSE = "pause";
  public static final String RESUME = "resume";
  public static final String TERMINATE = "terminate";
  public static final String AWAIT_RESUME = "await-resume";
  public static final String SLOT = "slot";
  public static final String CLOSE_SLOT = "close-slot";
  public static final String TRACK = "track";
  public static final String UNTRACK = "untrack";
  public static final String ADMISSION = "admission";
  public static final String SUMMARY = "summary";
  public static final String LISTEN = "listen";
  public static final String UNLISTEN = "unlisten";

  /** What an answer begins with that is a refusal. */
  public static final String REFUSED = "refused";

  private Calls() {}
}
