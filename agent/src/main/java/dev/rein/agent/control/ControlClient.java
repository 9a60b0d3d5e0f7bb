package dev.rein.agent.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.rein.agent.control.UnreachableException.Why;
import dev.rein.api.Deliverable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Steers a JVM from another process, through the control socket in the folder of its ledger. Each
 * call is a connection of its own and takes a bounded time.
 */
public final class ControlClient {
  /** The words for kinds of limits, for {@link #limit}. */
  public static final List<String> LIMIT_KINDS = Steering.LIMIT_KINDS;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final ControlExchange exchange;

  /**
   * @param folder the ledger's
   */
  public ControlClient(Path folder) {
    this(folder, LONGEST_WAIT);
  }

  ControlClient(Path folder, Duration longestWait) {
    this.exchange = new ControlExchange(folder, longestWait);
  }

  /**
   * What a resume has done.
   *
   * @param accounts that go on
   * @param stillPaused those that were not meant
   */
  public record Resumed(List<String> accounts, List<String> stillPaused) {}

  /** The version of Rein in the JVM. */
  public String version() throws ControlException, UnreachableException {
    return ask(Request.of(Command.PING), json -> json.get("version").getAsString());
  }

  public void pause(String account, String reason) throws ControlException, UnreachableException {
    tell(Request.of(Command.PAUSE).with("account", account).with("reason", reason));
  }

  /**
   * Lets an account go on.
   *
   * @param account null for the JVM when it is paused or nothing is, else for all that are paused
   */
  public Resumed resume(@Nullable String account) throws ControlException, UnreachableException {
    return ask(
        Request.of(Command.RESUME).with("account", account),
        json ->
            new Resumed(
                StatusJson.list(json.get("resumed"), JsonElement::getAsString),
                StatusJson.list(json.get("paused"), JsonElement::getAsString)));
  }

  public void terminate(String account, String reason)
      throws ControlException, UnreachableException {
    tell(Request.of(Command.TERMINATE).with("account", account).with("reason", reason));
  }

  public void deliver(String account, Deliverable kind, String description, List<String> artifacts)
      throws ControlException, UnreachableException {
    tell(
        Request.of(Command.DELIVER)
            .with("account", account)
            .with("kind", kind.label())
            .with("description", description)
            .with("artifacts", artifacts));
  }

  /**
   * Sets the amount of a limit.
   *
   * @param resource its name; the JVM may know more of them than this process
   * @param kind one of {@link #LIMIT_KINDS}; null when the resource has one limit only
   * @param max in the resource's unit
   */
  public void limit(String account, String resource, @Nullable String kind, long max)
      throws ControlException, UnreachableException {
    tell(
        Request.of(Command.LIMIT)
            .with("account", account)
            .with("resource", resource)
            .with("kind", kind)
            .with("max", max));
  }

  /** The calls that wait for a person to say yes or no, oldest first. */
  public List<PendingApproval> approvals() throws ControlException, UnreachableException {
    return ask(
        Request.of(Command.APPROVALS),
        json -> StatusJson.list(json.get("approvals"), StatusJson::approval));
  }

  /**
   * Says yes or no.
   *
   * @param number of the call; null for all that wait
   * @return the numbers of the calls it was said to
   */
  public List<Long> decide(@Nullable Long number, boolean approved)
      throws ControlException, UnreachableException {
    Request request = Request.of(approved ? Command.APPROVE : Command.DENY);
    return ask(
        number == null ? request.with("all", true) : request.with("number", number),
        json -> StatusJson.list(json.get("decided"), JsonElement::getAsLong));
  }

  /** Every account, each behind the one above it. */
  public List<AccountStatus> accounts() throws ControlException, UnreachableException {
    return ask(
        Request.of(Command.ACCOUNTS),
        json -> StatusJson.list(json.get("accounts"), StatusJson::account));
  }

  private void tell(Request request) throws ControlException, UnreachableException {
    ask(request, JsonObject::size);
  }

  private <T> T ask(Request request, Function<JsonObject, T> content)
      throws ControlException, UnreachableException {
    String line = exchange.ask(request.toString());
    String error;
    try {
      JsonObject answer = JsonParser.parseString(line).getAsJsonObject();
      if (answer.get("ok").getAsBoolean()) {
        return content.apply(answer);
      }
      error = answer.get("error").getAsString();
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      throw senseless();
    } catch (RuntimeException missingMember) {
      throw senseless();
    }
    throw new ControlException(error);
  }

  private static UnreachableException senseless() {
    return new UnreachableException(
        Why.NO_ANSWER,
        "the JVM's answer makes no sense; is its Rein of another release than this command?");
  }
}
