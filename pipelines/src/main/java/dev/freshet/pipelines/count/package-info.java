/** Counts that are exact across failures and restarts. */
package dev.freshet.pipelines.count;
