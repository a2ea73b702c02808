/** The stream job: how its operators stand together, and how it runs in this process. */
package dev.freshet.pipelines.job;
