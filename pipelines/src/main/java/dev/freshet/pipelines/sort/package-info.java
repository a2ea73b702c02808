/** Sorting more than fits into memory, in an order of ours. */
package dev.freshet.pipelines.sort;
