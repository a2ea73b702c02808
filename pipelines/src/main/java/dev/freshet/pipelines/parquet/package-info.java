/** Tables in Parquet files, row after row, without Hadoop. */
package dev.freshet.pipelines.parquet;
