/** Features that other servers have: asked for while the store is, and never waited for longer. */
package dev.freshet.serving.external;
