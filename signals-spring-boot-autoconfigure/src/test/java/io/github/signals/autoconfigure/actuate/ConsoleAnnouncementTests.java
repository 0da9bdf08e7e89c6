package io.github.signals.autoconfigure.actuate;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ConsoleAnnouncementTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	@Test
	void saysNothingOfAnEndpointThatIsHidden() {
		saysNothing();
		this.beans.addBean("endpoints", new PathMappedEndpoints("/actuator", List.of()));
		saysNothing();
	}

	private void saysNothing() {
		ObjectProvider<PathMappedEndpoints> endpoints = this.beans.getBeanProvider(PathMappedEndpoints.class);
		assertThat(ConsoleAnnouncement.path(endpoints)).isNull();
		assertThatNoException().isThrownBy(() -> new ConsoleAnnouncement(endpoints).afterSingletonsInstantiated());
	}

}
