package dev.freshet.infra.shop;

import java.util.Optional;

/**
 * A Kafka record that the shop sends.
 *
 * @param dueNanos when, after the shop opened
 * @param key by which the topic is partitioned: the user's, else the item's id
 * @param value nobody changes it
 * @param person the id of the user whose it is, if that is a person and not a bot
 */
public record ShopRecord(
    long dueNanos,
    String topic,
    Optional<String> key,
    byte[] value,
    Kind kind,
    Optional<String> person) {}
