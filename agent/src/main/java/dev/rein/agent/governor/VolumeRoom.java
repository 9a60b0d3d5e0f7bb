package dev.rein.agent.governor;

/**
 * How much room a volume has.
 *
 * @param name where it is mounted
 * @param free bytes that can still be written
 * @param percentFree of its size, 0 to 100
 */
public record VolumeRoom(String name, long free, int percentFree) {}
