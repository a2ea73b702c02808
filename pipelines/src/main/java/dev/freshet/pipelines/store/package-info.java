/** The port through which rows reach the online store. */
package dev.freshet.pipelines.store;
