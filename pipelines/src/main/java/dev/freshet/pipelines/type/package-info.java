/** How values of our own travel through Flink, and how they do not: never by Kryo. */
package dev.freshet.pipelines.type;
