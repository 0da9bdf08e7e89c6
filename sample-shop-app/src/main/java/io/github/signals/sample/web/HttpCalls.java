package io.github.signals.sample.web;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Calls other services, which the sample plays itself. Waits a few seconds at most,
 * because the call of a durable receiver holds a database connection.
 */
@Component
public class HttpCalls {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final Environment environment;

	private final RestClient client;

	HttpCalls(Environment environment) {
		this.environment = environment;
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
		requests.setReadTimeout(TIMEOUT);
		this.client = RestClient.builder().requestFactory(requests).build();
	}

	/**
	 * Send a request.
	 * @param <T> the type of the answer
	 * @param url the name of the property that has the address
	 * @param key tells the other side which requests are the same one, sent again
	 * @param body what to send
	 * @param answer the type of the answer
	 * @return the answer, if there is one
	 * @throws org.springframework.web.client.RestClientException if the other side cannot
	 * be reached or does not accept the request
	 */
	public <T> @Nullable T post(String url, @Nullable UUID key, Object body, Class<T> answer) {
		return this.client.post()
			.uri(this.environment.getRequiredProperty(url))
			.header("Idempotency-Key", String.valueOf(key))
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.body(answer);
	}

}
