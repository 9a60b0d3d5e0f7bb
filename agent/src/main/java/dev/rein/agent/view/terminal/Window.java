package dev.rein.agent.view.terminal;

import java.io.IOError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.ShutdownHooks;

/** The terminal while the screen has it, and as it was before once it is closed. */
final class Window implements AutoCloseable, KeyReader.Characters {
  private final Terminal terminal;
  private final Restoration before;
  private final Display display;
  private final ShutdownHooks.Task atExit = this::leaveForGood;
  private final ReentrantLock drawing = new ReentrantLock();
  private final AtomicBoolean entered = new AtomicBoolean();
  private final AtomicBoolean resized = new AtomicBoolean();
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final AtomicBoolean suspended = new AtomicBoolean();
  private Size size;

  private Window(Terminal terminal) throws IOException, InterruptedException {
    this.terminal = terminal;
    this.before = Restoration.of(terminal);
    this.display = new Display(terminal, true);
    this.size = terminal.getSize();
  }

  static Window open(boolean unicode) throws IOException, InterruptedException {
    // Of jline's ways to a terminal the one that needs no native code, about which JVMs warn.
    Terminal terminal =
        TerminalBuilder.builder()
            .system(true)
            .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
            .exec(true)
            .ffm(false)
            .jni(false)
            .dumb(false)
            .graphemeCluster(false)
            .nativeSignals(true)
            .signalHandler(Terminal.SignalHandler.SIG_DFL)
            .encoding(unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII)
            .build();
    Window window = new Window(terminal);
    terminal.handle(Signal.WINCH, signal -> window.resized.set(true));
    terminal.handle(Signal.INT, signal -> window.interrupted.set(true));
    terminal.handle(Signal.TSTP, signal -> window.suspended.set(true));
    // Jline's own was added before, and is done by the time that this one runs.
    ShutdownHooks.add(window.atExit);
    window.enter();
    return window;
  }

  private void enter() {
    entered.set(true);
    terminal.enterRawMode();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
    size = terminal.getSize();
    display.clear();
    display.resize(size);
  }

  /** Also when it was left already, since jline may have meddled with the settings meanwhile. */
  private void leaveForGood() throws InterruptedException {
    leave();
    before.restoreSettings();
  }

  /** Also called as the process ends, by whatever signal, while the screen may be drawn still. */
  private void leave() {
    boolean mine = false;
    try {
      mine = drawing.tryLock(1, TimeUnit.SECONDS);
      if (entered.compareAndSet(true, false)) {
        before.restore();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (mine) {
        drawing.unlock();
      }
    }
  }

  int width() {
    return size.getColumns();
  }

  int height() {
    return size.getRows();
  }

  /** True when it has another size than before, and all of it is to be drawn. */
  boolean hasChanged() {
    if (resized.compareAndSet(true, false)) {
      size = terminal.getSize();
      display.clear();
      display.resize(size);
      return true;
    }
    return false;
  }

  boolean isInterrupted() {
    return interrupted.get();
  }

  /** After Ctrl-Z: gives the terminal back and stands still until the shell lets go on. */
  boolean standsStill() throws IOException, InterruptedException {
    if (!suspended.compareAndSet(true, false)) {
      return false;
    }
    leave();
    String self = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-STOP", self).inheritIO().start().waitFor();
    enter();
    return true;
  }

  void draw(List<AttributedString> lines) {
    drawing.lock();
    try {
      if (entered.get()) {
        display.update(lines, -1);
        terminal.flush();
      }
    } catch (IOError | IllegalStateException gone) {
      // jline closes it as the process ends, or somebody has closed the window.
      interrupted.set(true);
    } finally {
      drawing.unlock();
    }
  }

  @Override
  public int read(long millis) throws IOException {
    try {
      return terminal.reader().read(millis);
    } catch (IOException | IOError | IllegalStateException gone) {
      return END;
    }
  }

  @Override
  public boolean isReady() throws IOException {
    return entered.get() && terminal.reader().ready();
  }

  @Override
  public void close() throws IOException {
    leave();
    ShutdownHooks.remove(atExit);
    terminal.close();
  }
}
