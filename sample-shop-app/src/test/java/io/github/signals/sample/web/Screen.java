package io.github.signals.sample.web;

/**
 * A screen, and what the person before it prefers.
 *
 * @param name the name of the pictures of it
 * @param width the width in pixels of CSS
 * @param height the height in pixels of CSS
 * @param scale how many pixels one of them has
 * @param dark whether dark pages are preferred
 * @param still whether less motion is preferred
 */
record Screen(String name, int width, int height, double scale, boolean dark, boolean still) {

	static final Screen DESKTOP = new Screen("desktop", 1280, 1040, 1, false, false);

	static final Screen PHONE = new Screen("phone", 390, 844, 2, false, false);

	boolean isPhone() {
		return this.width < 600;
	}

	Screen inTheDark() {
		return new Screen(this.name + "-dark", this.width, this.height, this.scale, true, this.still);
	}

	Screen withoutMotion() {
		return new Screen(this.name, this.width, this.height, this.scale, this.dark, true);
	}

}
