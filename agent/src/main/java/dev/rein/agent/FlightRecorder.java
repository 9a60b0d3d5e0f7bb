package dev.rein.agent;

final class FlightRecorder {
  FlightRecorder(Object l, HostLedger ledger, boolean on) {}

  void start() {}

  void look() {}

  void setAttentive(boolean a) {}

  void close() {}
}
