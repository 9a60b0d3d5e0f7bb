/**
 * What {@code rein serve} answers over HTTP: ledgers as JSON, as a stream and as Prometheus
 * metrics, and the dashboard. One thread reads the ledgers and publishes an immutable {@link
 * dev.rein.agent.view.web.Snapshot}; the server's threads only read that. Knows {@code view} and
 * {@code ledger}; not the command line, and of steering only {@link
 * dev.rein.agent.view.web.Steering}.
 */
@NullMarked
package dev.rein.agent.view.web;

import org.jspecify.annotations.NullMarked;
