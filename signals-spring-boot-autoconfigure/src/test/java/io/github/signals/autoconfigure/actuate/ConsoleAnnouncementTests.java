package io.github.signals.autoconfigure.actuate;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ExtendWith(OutputCaptureExtension.class)
class ConsoleAnnouncementTests {

	private final StaticListableBeanFactory beans = new StaticListableBeanFactory();

	@Test
	void saysNothingOfAnEndpointThatIsHidden(CapturedOutput output) {
		saysNothing();
		this.beans.addBean("endpoints", new PathMappedEndpoints("/actuator", List.of()));
		saysNothing();
		assertThat(output).doesNotContain("console.html");
	}

	private void saysNothing() {
		ObjectProvider<PathMappedEndpoints> endpoints = this.beans.getBeanProvider(PathMappedEndpoints.class);
		assertThat(ConsoleAnnouncement.path(endpoints)).isNull();
		assertThatNoException().isThrownBy(() -> new ConsoleAnnouncement(endpoints).afterSingletonsInstantiated());
	}

}
