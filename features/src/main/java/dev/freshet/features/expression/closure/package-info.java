/**
 * What a checked expression is compiled to: plain closures over a frame of slots, a file per family
 * of functions. Nothing here knows the language's grammar, checker or types.
 */
package dev.freshet.features.expression.closure;
