/** The archive: accepted events and arrivals, in Parquet files by date. */
package dev.freshet.pipelines.archive;
