/** Gradient-boosted trees by the XGBoost library, which only this package knows. */
package dev.freshet.infra.train.boost;
