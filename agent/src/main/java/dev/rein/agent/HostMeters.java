package dev.rein.agent;

import dev.rein.agent.account.HostTable;
import dev.rein.agent.lifecycle.Lifecycle;

/**
 * What keeps count of more than one account's calls: of the hosts that are talked to, of threads,
 * of child processes, of volumes, and of what is open.
 */
record HostMeters(
    HostTable hosts,
    ThreadAccounting threads,
    ChildCharges children,
    DiskGuard disks,
    FileOpeners openers,
    Lifecycle lifecycle) {}
