package dev.rein.agent.sample.children;

import java.io.InputStream;
import java.io.OutputStream;

/** A child of a JVM that there is not. */
final class FakeProcess extends Process {
  private final int pid;
  private boolean alive = true;

  FakeProcess(int pid) {
    this.pid = pid;
  }

  void end() {
    alive = false;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public int exitValue() {
    return 0;
  }

  @Override
  public int waitFor() {
    return 0;
  }

  @Override
  public void destroy() {
    end();
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }
}
