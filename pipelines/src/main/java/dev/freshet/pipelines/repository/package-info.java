/** Feature repositories on their way to where a job runs. */
package dev.freshet.pipelines.repository;
