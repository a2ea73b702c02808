/**
 * The whole system at work: the one-machine stack, fed by a simulated shop and watched from
 * outside. Entry point: {@link dev.freshet.infra.demo.Demo}.
 */
package dev.freshet.infra.demo;
