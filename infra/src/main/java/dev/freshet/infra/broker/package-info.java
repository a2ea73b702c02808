/** The Kafka broker of one machine, and topics on any broker. */
package dev.freshet.infra.broker;
