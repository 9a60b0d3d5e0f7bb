package dev.rein.agent.config;

/** The version of this Rein. */
public final class Version {
  /** As in the POM, which a test compares. */
  public static final String NUMBER = "0.1.0";

  private Version() {}
}
