/** The definition language: reads a folder of YAML files to a checked repository. */
package dev.freshet.features.language;
