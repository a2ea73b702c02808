/** Tables in files: rows of cells, whatever the format. */
package dev.freshet.pipelines.table;
