package dev.rein.agent.lifecycle;

import java.util.List;

/** Tells which files are open now; takes a while. */
public interface OpenHandles {
  List<OpenHandle> now();
}
