package dev.rein.agent.sample.children;

/** Is told what trees of processes have used since it was told last. */
public interface TreeListener<T> {
  /** The owner's processes have used CPU time; more than 0. */
  void used(T owner, long cpuMillis);

  /**
   * The memory that the owner's processes have in RAM has changed.
   *
   * @param bytes by how much it has grown; below 0 when it has shrunk
   */
  void resident(T owner, long bytes);
}
