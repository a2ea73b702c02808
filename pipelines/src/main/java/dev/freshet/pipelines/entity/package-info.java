/** Entities in keyed state: events folded in, rows written out. */
package dev.freshet.pipelines.entity;
