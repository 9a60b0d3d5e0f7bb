package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelCalled;
import dev.rein.agent.model.ModelRequest;
import dev.rein.agent.model.ModelUsage;
import dev.rein.agent.price.CostRemainder;
import dev.rein.agent.price.ModelPrice;
import dev.rein.agent.price.ModelPrices;
import dev.rein.agent.price.Picodollars;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.JobAccount;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of models that go out by HTTP: what each may use is reserved before it does, and what
 * it has used is charged when its answer has been read. Called on the host's threads.
 */
final class ModelCalls implements ModelCall.Settlement {
  private static final Resource[] CALL = {Resource.LLM_CALLS};

  /** A call of which nothing was seen for so long is over, whoever forgot to say so. */
  private static final long LONGEST_SILENCE_NANOS = 15 * 60 * 1_000_000_000L;

  private static final int MOST_MODELS_TOLD = 100;

  private final PolicyEngine engine;
  private final ChargedCalls calls;
  private final Consumer<LedgerEntry> sink;
  private final ProviderAnswers answers;
  private final Set<ModelCall> open = ConcurrentHashMap.newKeySet();
  private final Map<AccountLimits, CostRemainder> remainders = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private volatile ModelPrices prices = ModelPrices.DEFAULT;

  /**
   * @param sink takes what the ledger is to keep
   */
  ModelCalls(
      PolicyEngine engine,
      ChargedCalls calls,
      Consumer<LedgerEntry> sink,
      ProviderAnswers answers) {
    this.engine = engine;
    this.calls = calls;
    this.sink = sink;
    this.answers = answers;
  }

  /** From now on calls cost this. */
  void setPrices(ModelPrices newPrices) {
    prices = newPrices;
  }

  /**
   * A request is about to go out: charges and reserves if it calls a model.
   *
   * @param request the client's object
   * @param account as the host's side refers to it, or null for the JVM
   * @return the {@link ModelCall}; the {@link Refusal} that says why it must not go out; or null
   *     when it calls no model
   */
  @Nullable Object begin(Object request, AccountLimits limits, @Nullable Object account) {
    OutgoingRequest outgoing = OutgoingRequests.of(request);
    ModelRequest read = outgoing == null ? null : ModelRequests.read(outgoing);
    return read == null ? null : begin(read, Targets.describe(request), limits, account);
  }

  private Object begin(
      ModelRequest request, String target, AccountLimits limits, @Nullable Object account) {
    ModelPrices current = prices;
    ModelPrice price = current.find(request.provider(), request.model());
    Refusal refusal = price == null ? unpriced(current, request, limits) : null;
    if (refusal == null) {
      refusal = answers.askBefore(limits);
    }
    if (refusal == null) {
      refusal = calls.charge(limits, null, CALL, target, Rules.Match.NONE);
    }
    if (refusal != null) {
      return refusal;
    }
    Reservation reservation = reservation(request, current, price, limits);
    refusal = reservation.make(engine, target);
    if (refusal != null) {
      engine.giveBack(limits, CALL);
      return refusal;
    }
    ModelCall call =
        new ModelCall(
            this,
            request,
            limits,
            JobAccount.of(account),
            price,
            target,
            reservation,
            System.nanoTime());
    open.add(call);
    return call;
  }

  private static Reservation reservation(
      ModelRequest request, ModelPrices prices, @Nullable ModelPrice price, AccountLimits limits) {
    long input = request.promptEstimate();
    long output = prices.mostOutput(price, request.maxOutput());
    long cost = price == null ? 0 : price.most(input, output);
    long microdollars =
        cost / Picodollars.OF_A_MICRODOLLAR + (cost % Picodollars.OF_A_MICRODOLLAR == 0 ? 0 : 1);
    return new Reservation(limits, input, output, microdollars);
  }

  private @Nullable Refusal unpriced(
      ModelPrices prices, ModelRequest request, AccountLimits limits) {
    String model = request.model() + " of " + request.provider();
    if (prices.deniesUnknown()) {
      limits.account().meter(Resource.LLM_COST).addDenied();
      return new Refusal(
          limits.id(),
          Resource.LLM_COST.name(),
          0,
          limits.account().meter(Resource.LLM_COST).used(),
          "no price is known for model " + model + ", and the policy denies such calls",
          "give it a price with `models: prices` or `models: unknown` in the policy");
    }
    if (told.size() < MOST_MODELS_TOLD && told.add(model)) {
      String line =
          "no price is known for model "
              + model
              + ": its calls are counted, what they cost is not; `models` in the policy gives one";
      sink.accept(new LedgerEntry.Notice(System.currentTimeMillis(), "warning", line));
    }
    return null;
  }

  /** The request was refused after all, by something else. */
  void giveBack(ModelCall call) {
    open.remove(call);
    call.reservation().release(engine);
    engine.giveBack(call.account(), CALL);
  }

  @Override
  public void repeated(ModelCall call) {
    open.add(call);
    engine.transferred(call.account(), Resource.LLM_CALLS, 1);
  }

  @Override
  public void limits(ModelCall call, Function<String, @Nullable String> header) {
    answers.read(call, header);
  }

  @Override
  public void settle(ModelCall call, @Nullable ModelUsage used) {
    open.remove(call);
    AccountLimits account = call.account();
    ModelUsage usage = used == null ? ModelUsage.NONE : used;
    ModelPrice price = priceOf(call, usage);
    long cost =
        price == null
            ? -1
            : price.cost(usage.input(), usage.output(), usage.cached(), usage.cacheWritten());
    charge(account, Resource.LLM_TOKENS, Picodollars.sum(usage.input(), usage.output()));
    charge(account, Resource.LLM_TOKENS_INPUT, usage.input());
    charge(account, Resource.LLM_TOKENS_OUTPUT, usage.output());
    charge(account, Resource.LLM_TOKENS_CACHED, usage.cached());
    long microdollars =
        remainders.computeIfAbsent(account, any -> new CostRemainder()).add(Math.max(0, cost));
    charge(account, Resource.LLM_COST, microdollars);
    charge(account, Resource.COST, microdollars);
    call.reservation().release(engine);
    record(call, usage, cost);
  }

  /** The model that has answered may be another than was asked for, and a cheaper one. */
  private @Nullable ModelPrice priceOf(ModelCall call, ModelUsage usage) {
    String answered = usage.model();
    if (answered == null || answered.equals(call.request().model())) {
      return call.price();
    }
    ModelPrice price = prices.find(call.request().provider(), answered);
    return price == null ? call.price() : price;
  }

  private void charge(AccountLimits account, Resource resource, long amount) {
    if (amount > 0) {
      engine.transferred(account, resource, amount);
    }
  }

  private void record(ModelCall call, ModelUsage usage, long cost) {
    ModelRequest request = call.request();
    String answered = usage.model();
    ModelCalled entry =
        new ModelCalled(
            System.currentTimeMillis(),
            call.account().account().number(),
            request.provider(),
            answered == null ? request.model() : answered,
            call.status(),
            usage.input(),
            usage.output(),
            usage.cached(),
            usage.cacheWritten(),
            cost,
            (System.nanoTime() - call.began()) / 1_000_000,
            request.stream(),
            usage.estimated());
    sink.accept(HostLedger.inJob(entry, call.job()));
  }

  /** Ends the calls of which nothing was heard for too long. */
  void prune() {
    long now = System.nanoTime();
    for (ModelCall call : open) {
      if (now - call.lastMoved() > LONGEST_SILENCE_NANOS) {
        call.ended(false);
      }
    }
  }

  /** The JVM ends, or Rein does: what is known of the calls under way is charged. */
  void close() {
    for (ModelCall call : open) {
      call.ended(false);
    }
  }
}
