/** The HTTP and gRPC service: reads rows, picks values, scores. */
package dev.freshet.serving;
