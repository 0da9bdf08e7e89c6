package io.github.signals.closing;

import org.springframework.beans.factory.DisposableBean;

/**
 * Does something when the beans that depend on it are gone, and those that it depends on
 * are not.
 */
class Gate implements DisposableBean {

	Runnable work = () -> {
	};

	@Override
	public void destroy() {
		this.work.run();
	}

}
