package dev.rein.agent;

import dev.rein.agent.account.HostTable;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.NewWork;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.governor.Rules;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.CallGuard;
import dev.rein.hook.HttpStep;
import dev.rein.hook.JobAccount;
import dev.rein.hook.Operation;
import org.jspecify.annotations.Nullable;

/** Charges HTTP requests, and the calls of models among them, until they have their answers. */
final class HttpCalls {
  private final PolicyEngine engine;
  private final Accounts accounts;
  private final ChargedCalls calls;
  private final HostTable hosts;
  private final AgentRuntime runtime;
  private final HttpExchanges exchanges = new HttpExchanges(new ChargedExchanges());
  private final ObservedBodies bodies = new ObservedBodies();
  private final ModelCalls models;
  private final WireCalls wire;

  HttpCalls(
      Governor governor,
      Accounts accounts,
      ChargedCalls calls,
      HostTable hosts,
      AgentRuntime runtime) {
    this.engine = governor.engine();
    this.accounts = accounts;
    this.calls = calls;
    this.hosts = hosts;
    this.runtime = runtime;
    this.models =
        new ModelCalls(
            engine,
            calls,
            runtime::record,
            new ProviderAnswers(governor.providers(), runtime::record));
    this.wire = new WireCalls(models, bodies, exchanges, accounts);
  }

  ModelCalls models() {
    return models;
  }

  ObservedBodies bodies() {
    return bodies;
  }

  /**
   * Before a request goes out, or its connection is asked for the answer: charges it, and a call of
   * a model that it is.
   */
  @Nullable Refusal before(Operation operation, @Nullable Object target, @Nullable Object account) {
    AccountLimits limits = accounts.of(account);
    boolean isFirst = operation == Operation.HTTP_REQUEST;
    Object begun = isFirst ? null : bodies.takeWaiting(target);
    if (begun == null && target != null) {
      begun = models.begin(target, limits, account);
    }
    if (begun == null && isFirst) {
      begun = calls.askBeforeRequest(limits);
    }
    if (begun instanceof Refusal refusal) {
      return refusal;
    }
    Rules.Match match = CallRules.match(engine.rules(), operation, target, limits);
    Resource[] charged = ChargedResources.of(operation);
    NewWork work = isFirst ? NewWork.REQUEST : null;
    Refusal refusal = calls.charge(limits, work, charged, target, match);
    if (refusal == null) {
      if (isFirst) {
        hosts.add(Targets.host(target), Resource.HTTP_REQUESTS, 1);
      }
      CallGuard.setExchange(begun);
    } else if (begun instanceof ModelCall call) {
      call.withdraw();
    }
    return refusal;
  }

  /** After a request that a call or a future has waited for. */
  void answered(
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened,
      @Nullable Object account,
      @Nullable Object exchange) {
    HttpAnswer read = HttpAnswers.read(answer, happened);
    String address = read.isRateLimited() ? Targets.describe(request) : "";
    answered(address, read, account);
    if (exchange instanceof ModelCall call) {
      bodies.callEnded(call, request, answer, happened);
    }
  }

  private void answered(String address, HttpAnswer answer, @Nullable Object account) {
    AccountLimits limits = accounts.of(account);
    engine.giveBack(limits, Resource.HTTP_IN_FLIGHT);
    if (answer.isError()) {
      engine.transferred(limits, Resource.HTTP_ERRORS, 1);
    }
    if (answer.isRateLimited()) {
      engine.transferred(limits, Resource.HTTP_RATE_LIMITED, 1);
      runtime.rateLimited(limits.account(), JobAccount.of(account), address, answer);
    }
  }

  /** A step of a request that goes on elsewhere than in the call that sends it. */
  @Nullable Refusal on(
      HttpStep step, Object part, @Nullable Object content, @Nullable Object account) {
    Refusal refusal = exchanges.on(step, part, content, account);
    return refusal == null ? wire.on(step, part, content) : refusal;
  }

  /** Ends the requests that their clients have forgotten, and the calls of models. */
  void prune() {
    exchanges.prune();
    bodies.prune();
    models.prune();
  }

  private final class ChargedExchanges implements HttpExchanges.Listener {
    @Override
    public @Nullable Refusal begin(Object key, Object request, @Nullable Object account) {
      Refusal refusal = before(Operation.HTTP_REQUEST, request, account);
      bodies.begin(key, CallGuard.takeCurrentExchange());
      return refusal;
    }

    @Override
    public void end(String address, HttpAnswer answer, @Nullable Object account) {
      answered(address, answer, account);
    }
  }
}
