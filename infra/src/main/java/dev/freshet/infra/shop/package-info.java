/**
 * A simulated shop: what its visitors do, as the records that its event collector would send. Entry
 * point: {@link dev.freshet.infra.shop.Shop}.
 */
package dev.freshet.infra.shop;
