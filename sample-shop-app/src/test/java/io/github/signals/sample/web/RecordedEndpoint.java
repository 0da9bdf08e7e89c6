package io.github.signals.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that has the files of the console, and answers what a test has recorded. It
 * has no stream, or one that says nothing, so that the console polls.
 */
final class RecordedEndpoint implements AutoCloseable {

	private static final String FILES = "/io/github/signals/actuate/console/";

	private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=UTF-8", "css", "text/css", "js",
			"text/javascript", "svg", "image/svg+xml");

	private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

	private final List<String> posts = new CopyOnWriteArrayList<>();

	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final HttpServer server;

	private volatile boolean silent;

	RecordedEndpoint() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/actuator/signals/", this::handle);
		this.server.setExecutor(Executors.newCachedThreadPool());
		this.server.start();
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	/**
	 * Answer a request.
	 */
	RecordedEndpoint with(String name, Object answer) {
		this.answers.put(name, JsonMapper.shared().writeValueAsBytes(answer));
		return this;
	}

	/**
	 * Know something no more.
	 */
	void forget(String name) {
		this.answers.remove(name);
	}

	/**
	 * Refuse what is posted to a target.
	 */
	void refuse(String target) {
		this.refused.add(target);
	}

	/**
	 * Have a stream that says nothing, as if something held its events back.
	 */
	void beSilent() {
		this.silent = true;
	}

	/**
	 * Return the paths, bodies and CSRF tokens of what was posted.
	 */
	List<String> posts() {
		return this.posts;
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().getRawPath().substring("/actuator/signals/".length());
			String name = URLDecoder.decode(path, StandardCharsets.UTF_8);
			if (exchange.getRequestMethod().equals("POST")) {
				String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
				this.posts.add(name + " " + body + " " + exchange.getRequestHeaders().getFirst("X-XSRF-TOKEN"));
				if (this.refused.contains(name)) {
					exchange.sendResponseHeaders(405, -1);
					return;
				}
				send(exchange, "application/json", "{\"calls\": 1}".getBytes(StandardCharsets.UTF_8));
				return;
			}
			byte[] answer = this.answers.get(name);
			if (answer != null) {
				send(exchange, "application/json", answer);
				return;
			}
			if (this.silent && name.equals("trace/stream")) {
				sayNothing(exchange);
				return;
			}
			file(exchange, name);
		}
	}

	private void sayNothing(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
		exchange.sendResponseHeaders(200, 0);
		exchange.getResponseBody().flush();
		try {
			this.closed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void file(HttpExchange exchange, String name) throws IOException {
		String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
		try (InputStream file = (type != null) ? RecordedEndpoint.class.getResourceAsStream(FILES + name) : null) {
			if (file == null) {
				exchange.sendResponseHeaders(name.equals("trace/stream") ? 204 : 404, -1);
				return;
			}
			send(exchange, type, file.readAllBytes());
		}
	}

	private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", type);
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
	}

	@Override
	public void close() {
		this.closed.countDown();
		this.server.stop(0);
	}

}
