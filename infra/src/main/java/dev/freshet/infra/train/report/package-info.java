/** What is to be known of a model that was trained: as records, as JSON, as a page with plots. */
package dev.freshet.infra.train.report;
