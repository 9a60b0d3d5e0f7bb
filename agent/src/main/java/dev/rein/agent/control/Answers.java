package dev.rein.agent.control;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out what a line asks for, and has the line to answer with. */
final class Answers {
  private final Steering steering;
  private final RefusedRequests refused;
  private final String reinVersion;
  private final Consumer<String> problems;
  private final AtomicBoolean hasFailed = new AtomicBoolean();

  /**
   * @param problems takes a line when the controls themselves fail, once
   */
  Answers(Controls controls, String reinVersion, Consumer<String> problems) {
    this.steering = new Steering(controls);
    this.refused = new RefusedRequests(controls);
    this.reinVersion = reinVersion;
    this.problems = problems;
  }

  /**
   * An answer.
   *
   * @param line without its end
   * @param ok whether the question was one, and what it asks for was done
   */
  record Answer(String line, boolean ok) {}

  /**
   * Does what it can.
   *
   * @param user of the process that asks; null when the system does not tell
   */
  Answer answer(String line, @Nullable String user) {
    Request request;
    try {
      request = Request.parse(line);
    } catch (ControlException e) {
      return refuse(user, String.valueOf(e.getMessage()));
    }
    try {
      return new Answer(
          carryOut(request, Command.of(request), who(request, user)).toString(), true);
    } catch (ControlException e) {
      return error(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (hasFailed.compareAndSet(false, true)) {
        problems.accept("a command from outside failed: " + e);
      }
      return error("Rein itself has failed: " + e);
    }
  }

  /** For who must not steer, and for what is no command. */
  Answer refuse(@Nullable String user, String message) {
    refused.add(user == null ? "unknown user" : user, message, System.nanoTime());
    return error(message);
  }

  private static Answer error(String message) {
    JsonObject json = answer(false);
    json.addProperty("error", message);
    return new Answer(json.toString(), false);
  }

  private JsonObject carryOut(Request request, Command command, String by) throws ControlException {
    JsonObject json = answer(true);
    switch (command) {
      case PING -> {
        json.addProperty("version", reinVersion);
        json.addProperty("pid", ProcessHandle.current().pid());
      }
      case ACCOUNTS -> json.add("accounts", StatusJson.accounts(steering.accounts()));
      case APPROVALS -> json.add("approvals", StatusJson.approvals(steering.approvals()));
      case PAUSE -> steering.pause(account(request), request.text("reason", ""), by);
      case TERMINATE -> steering.terminate(request.text("account"), request.text("reason", ""), by);
      case DELIVER ->
          steering.deliver(
              account(request),
              request.text("kind"),
              request.text("description", ""),
              request.texts("artifacts"),
              by);
      case LIMIT ->
          steering.limit(
              request.text("account"),
              request.text("resource"),
              request.text("kind", ""),
              request.number("max"),
              by);
      case RESUME -> {
        Steering.Resumed resumed = steering.resume(request.text("account"), by);
        json.add("resumed", StatusJson.array(resumed.accounts(), JsonPrimitive::new));
        json.add("paused", StatusJson.array(resumed.stillPaused(), JsonPrimitive::new));
      }
      case APPROVE ->
          json.add("decided", StatusJson.array(decide(request, true, by), JsonPrimitive::new));
      case DENY ->
          json.add("decided", StatusJson.array(decide(request, false, by), JsonPrimitive::new));
    }
    return json;
  }

  private List<Long> decide(Request request, boolean approved, String by) throws ControlException {
    Long number = request.number("number");
    boolean all = request.isTrue("all");
    if ((number != null) == all) {
      throw new ControlException("say which call: either its \"number\" or \"all\":true");
    }
    if (number == null) {
      return steering.decideAll(approved, by);
    }
    steering.decide(number, approved, by);
    return List.of(number);
  }

  private static String account(Request request) throws ControlException {
    return request.text("account", Steering.JVM);
  }

  /** The user is what the system says, the process what the client says of itself. */
  private static String who(Request request, @Nullable String user) throws ControlException {
    Long pid = request.number("pid");
    String name = user == null ? "control socket" : user;
    return pid == null ? name : name + " (pid " + pid + ")";
  }

  private static JsonObject answer(boolean ok) {
    JsonObject json = new JsonObject();
    json.addProperty("rein", Request.VERSION);
    json.addProperty("ok", ok);
    return json;
  }
}
