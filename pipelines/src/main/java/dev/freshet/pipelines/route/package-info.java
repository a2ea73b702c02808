/** From raw records to events on their way to the entities they belong to. */
package dev.freshet.pipelines.route;
