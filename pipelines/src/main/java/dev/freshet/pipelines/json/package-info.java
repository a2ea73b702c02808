/** Values of features that were written as JSON, made their types' again. */
package dev.freshet.pipelines.json;
