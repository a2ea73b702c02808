/**
 * Servers that speak Feast's protocol, asked by Feast's own client. What others see of it is made
 * of the JDK's types; the client and all that it needs are relocated when this is packaged.
 */
package dev.freshet.feast;
