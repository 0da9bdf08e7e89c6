package io.github.signals.test;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * What the library logs while this is open.
 */
final class LoggedEvents implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.signals");

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	LoggedEvents() {
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	List<ILoggingEvent> all() {
		return List.copyOf(this.appender.list);
	}

	List<ILoggingEvent> errors() {
		return all().stream().filter((event) -> event.getLevel() == Level.ERROR).toList();
	}

	List<String> messages() {
		return all().stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
	}

}
