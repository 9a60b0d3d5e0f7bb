import dev.rein.api.Rein;
import dev.rein.api.Scope;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** Two agents read a file ten times in each of a number of RxJava's and Reactor's schedulers. */
public final class ReactiveAgents {
  private static final int TIMES = 10;

  private final Path input;
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  private ReactiveAgents(Path input) {
    this.input = input;
  }

  public static void main(String[] args) throws InterruptedException {
    ReactiveAgents program = new ReactiveAgents(Path.of(args[0]));
    List<Thread> threads = new ArrayList<>();
    for (String agent : new String[] {"red", "blue"}) {
      Thread thread = new Thread(() -> program.runAs(agent));
      thread.start();
      threads.add(thread);
    }
    Thread other = new Thread(program::run);
    other.start();
    threads.add(other);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("done");
    System.exit(0);
  }

  private void runAs(String agent) {
    try (Scope scope = Rein.agent(agent)) {
      run();
    }
  }

  private void run() {
    for (Scheduler scheduler :
        new Scheduler[] {
          Schedulers.io(),
          Schedulers.computation(),
          Schedulers.single(),
          Schedulers.newThread(),
          Schedulers.from(executor)
        }) {
      rxjava(scheduler);
    }
    for (reactor.core.scheduler.Scheduler scheduler :
        new reactor.core.scheduler.Scheduler[] {
          reactor.core.scheduler.Schedulers.parallel(),
          reactor.core.scheduler.Schedulers.single(),
          reactor.core.scheduler.Schedulers.boundedElastic(),
          reactor.core.scheduler.Schedulers.fromExecutor(executor)
        }) {
      reactor(scheduler);
    }
    Flowable.interval(1, TimeUnit.MILLISECONDS).take(TIMES).map(this::read).blockingSubscribe();
    Flux.interval(Duration.ofMillis(1)).take(TIMES).map(this::read).blockLast();
  }

  private void rxjava(Scheduler scheduler) {
    Flowable.range(0, TIMES).subscribeOn(scheduler).map(this::read).blockingSubscribe();
    Flowable.range(0, TIMES).observeOn(scheduler).map(this::read).blockingSubscribe();
    Flowable.range(0, TIMES)
        .flatMap(i -> Flowable.just(i).subscribeOn(scheduler).map(this::read))
        .blockingSubscribe();
  }

  private void reactor(reactor.core.scheduler.Scheduler scheduler) {
    Flux.range(0, TIMES).subscribeOn(scheduler).map(this::read).blockLast();
    Flux.range(0, TIMES).publishOn(scheduler).map(this::read).blockLast();
    Flux.range(0, TIMES)
        .flatMap(i -> Flux.just(i).subscribeOn(scheduler).map(this::read))
        .blockLast();
  }

  private <T> T read(T item) {
    try {
      Files.readAllBytes(input);
      return item;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
