package dev.rein.agent;

import dev.rein.agent.account.HostTable;

/**
 * What keeps count of more than one account's calls: of the hosts that are talked to, of threads,
 * of child processes and of volumes.
 */
record HostMeters(
    HostTable hosts, ThreadAccounting threads, ChildCharges children, DiskGuard disks) {}
