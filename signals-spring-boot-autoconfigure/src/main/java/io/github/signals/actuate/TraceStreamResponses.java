package io.github.signals.actuate;

import java.util.function.Consumer;

import io.github.signals.actuate.TraceStream.Sink;

/**
 * How a web stack answers a request with a stream of events.
 */
@FunctionalInterface
interface TraceStreamResponses {

	/**
	 * Create an answer.
	 * @param start starts the stream, once somebody reads it
	 * @return what the operation of the endpoint returns
	 */
	Object create(Consumer<Sink> start);

}
