/**
 * Parity: what was served held against what the same events give offline, and differences against
 * what the store had folded by then.
 */
package dev.freshet.pipelines.parity;
