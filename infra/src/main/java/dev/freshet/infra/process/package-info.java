/** Child processes that never outlive their parent. */
package dev.freshet.infra.process;
