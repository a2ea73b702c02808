package dev.freshet.infra.shop;

import java.util.Optional;

/**
 * A Kafka record that the shop sends.
 *
 * @param dueNanos when, after the shop opened
 * @param key by which the topic is partitioned: the user's, else the item's id
 * @param value nobody changes it
 * @param user whose it is, if it is an event that counts for a user
 */
public record ShopRecord(
    long dueNanos,
    String topic,
    Optional<String> key,
    byte[] value,
    Kind kind,
    Optional<String> user) {}
