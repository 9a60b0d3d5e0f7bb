package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.model.ModelRequest;
import dev.rein.agent.model.ModelUsage;
import dev.rein.agent.price.CostRemainder;
import dev.rein.agent.price.ModelPrice;
import dev.rein.agent.price.ModelPrices;
import dev.rein.agent.price.Picodollars;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.JobAccount;
import java.net.URI;
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
final class ModelCalls {
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
  private volatile boolean on = true;

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

  /** From now on no request is taken for a call of a model. */
  void switchOff() {
    on = false;
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
    OutgoingRequest outgoing = on ? OutgoingRequests.of(request) : null;
    ModelRequest read = outgoing == null ? null : read(outgoing);
    return read == null ? null : begin(read, Targets.describe(request), limits, account);
  }

  /** Most requests call no model, and their bodies are not looked at. */
  private static @Nullable ModelRequest read(OutgoingRequest outgoing) {
    URI uri = outgoing.uri();
    if (uri == null || !ModelRequest.mayBe(outgoing.method(), uri)) {
      return null;
    }
    return ModelRequest.read(outgoing.method(), uri, outgoing.body(), outgoing.bodyLength());
  }

  private Object begin(
      ModelRequest request, String target, AccountLimits limits, @Nullable Object account) {
    ModelPrices current = prices;
    ModelPrice price = current.find(request.provider(), request.model());
    Reservation reservation = reservation(request, current, price, limits);
    Refusal refusal = price == null ? unpriced(current, request, limits) : null;
    if (refusal == null) {
      refusal = answers.askBefore(limits, target);
    }
    if (refusal == null) {
      refusal = calls.askBeforeModelCall(limits, reservation::covers);
    }
    if (refusal == null) {
      refusal = calls.charge(limits, null, CALL, target, Rules.Match.NONE);
    }
    if (refusal != null) {
      return refusal;
    }
    refusal = reservation.make(engine, target);
    if (refusal != null) {
      engine.giveBack(limits, CALL);
      return refusal;
    }
    Payer payer = new Payer(limits, JobAccount.of(account), price, target, reservation);
    ModelCall call = new ModelCall(payer, request, System.nanoTime());
    open.add(call);
    return call;
  }

  private static Reservation reservation(
      ModelRequest request, ModelPrices prices, @Nullable ModelPrice price, AccountLimits limits) {
    long input = request.promptEstimate();
    long output = request.maxOutput() < 0 ? prices.maxOutput(price) : request.maxOutput();
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

  /** Ends the calls of which nothing was heard for too long. */
  void prune() {
    long now = System.nanoTime();
    for (ModelCall call : open) {
      if (now - call.lastMoved() > LONGEST_SILENCE_NANOS) {
        call.end();
      }
    }
  }

  /** The JVM ends, or Rein does: what is known of the calls under way is charged. */
  void close() {
    for (ModelCall call : open) {
      call.end();
    }
  }

  private void charge(AccountLimits account, ModelUsage usage, long cost) {
    charge(account, Resource.LLM_TOKENS, usage.input() + usage.output());
    charge(account, Resource.LLM_TOKENS_INPUT, usage.input());
    charge(account, Resource.LLM_TOKENS_OUTPUT, usage.output());
    charge(account, Resource.LLM_TOKENS_CACHED, usage.cached());
    long microdollars =
        remainders.computeIfAbsent(account, any -> new CostRemainder()).add(Math.max(0, cost));
    charge(account, Resource.LLM_COST, microdollars);
    charge(account, Resource.COST, microdollars);
  }

  private void charge(AccountLimits account, Resource resource, long amount) {
    if (amount > 0) {
      engine.transferred(account, resource, amount);
    }
  }

  /** Who pays for a call. */
  private final class Payer implements ModelCall.Settlement {
    private final AccountLimits account;
    private final @Nullable JobAccount job;
    private final @Nullable ModelPrice price;
    private final String target;
    private final Reservation reservation;

    /**
     * @param job what the call is part of, or null
     * @param price null when none is known
     * @param target where the request goes: scheme, host and port
     */
    Payer(
        AccountLimits account,
        @Nullable JobAccount job,
        @Nullable ModelPrice price,
        String target,
        Reservation reservation) {
      this.account = account;
      this.job = job;
      this.price = price;
      this.target = target;
      this.reservation = reservation;
    }

    @Override
    public void answered(Function<String, @Nullable String> header) {
      answers.read(header, account.account(), job, target);
    }

    @Override
    public void repeated(ModelCall call) {
      open.add(call);
      engine.transferred(account, Resource.LLM_CALLS, 1);
    }

    @Override
    public void withdrawn(ModelCall call) {
      open.remove(call);
      reservation.release(engine);
      engine.giveBack(account, CALL);
    }

    @Override
    public void settle(ModelCall call, ModelUsage usage) {
      open.remove(call);
      ModelPrice paid = priceOf(call.request(), usage);
      long cost =
          paid == null
              ? -1
              : paid.cost(usage.input(), usage.output(), usage.cached(), usage.cacheWritten());
      charge(account, usage, cost);
      reservation.release(engine);
      sink.accept(HostLedger.inJob(entry(call, usage, cost), job));
    }

    /** The model that has answered may be another than was asked for, and a cheaper one. */
    private @Nullable ModelPrice priceOf(ModelRequest request, ModelUsage usage) {
      if (usage.model().equals(request.model())) {
        return price;
      }
      ModelPrice answering = prices.find(request.provider(), usage.model());
      return answering == null ? price : answering;
    }

    private LedgerEntry entry(ModelCall call, ModelUsage usage, long cost) {
      ModelRequest request = call.request();
      return new ModelEntry.ModelCalled(
          System.currentTimeMillis(),
          account.account().number(),
          request.provider(),
          usage.model(),
          call.status(),
          usage.input(),
          usage.output(),
          usage.cached(),
          usage.cacheWritten(),
          cost,
          (System.nanoTime() - call.began()) / 1_000_000,
          request.stream(),
          usage.estimated());
    }
  }
}
