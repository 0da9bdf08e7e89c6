package io.github.signals.aot;

/**
 * Written by hand, and named as if it were derived.
 */
interface ParcelFragment {

	int deleteByNameIfAny(String name);

}
