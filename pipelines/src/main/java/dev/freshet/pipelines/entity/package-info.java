/** Folds the events of one entity name, and keeps the rows of the online store up to date. */
package dev.freshet.pipelines.entity;
