/** Parquet files, read and written row after row, without Hadoop. */
package dev.freshet.pipelines.parquet;
