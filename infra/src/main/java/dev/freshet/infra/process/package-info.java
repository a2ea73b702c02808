/** Child processes that never outlive their parent, and free ports for them. */
package dev.freshet.infra.process;
