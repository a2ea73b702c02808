/** Spines: tables of who is asked about, and as of when. */
package dev.freshet.pipelines.spine;
