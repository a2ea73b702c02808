/**
 * What a request to a web shop tells: with what device and program somebody comes, from where, and
 * by which campaign. Tables are loaded when they are first asked for.
 */
package dev.freshet.features.web;
