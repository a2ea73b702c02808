package dev.freshet.infra.shop;

/**
 * The circumstances of a session.
 *
 * @param id of the session
 * @param anonymous whether the visitor is not logged in, so that nobody knows whose events they are
 */
record Visit(String id, Visitor visitor, boolean anonymous, Device device, Referrer referrer) {}
