/** Events at rest: the files of a source, read as the JSON records that its topic would carry. */
package dev.freshet.pipelines.file;
