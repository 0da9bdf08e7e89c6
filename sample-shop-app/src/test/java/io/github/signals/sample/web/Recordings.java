package io.github.signals.sample.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Answers of an endpoint, as Jackson writes them.
 */
final class Recordings {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private Recordings() {
	}

	static Map<String, Object> facts(boolean readOnly, List<Map<String, Object>> senders,
			List<Map<String, Object>> receivers) {
		Map<String, Object> facts = new HashMap<>();
		facts.put("time", NOW);
		facts.put("readOnly", readOnly);
		facts.put("traceSize", 10_000);
		facts.put("senders", senders);
		facts.put("receivers", receivers);
		facts.put("warnings", List.of());
		facts.put("durable", null);
		return facts;
	}

	static Map<String, Object> sender(String name, String signal, String inheritedFrom, List<String> uids) {
		return Map.of("name", name, "entity", true, "receivers",
				uids.stream()
					.map((uid) -> Map.of("uid", uid, "signals", List.of(signal), "inheritedFrom", inheritedFrom))
					.toList());
	}

	static Map<String, Object> receiver(String uid, String delivery, String condition, List<String> saves) {
		Map<String, Object> receiver = new HashMap<>();
		receiver.put("uid", uid);
		receiver.put("method", "Receivers." + uid);
		receiver.put("delivery", delivery);
		receiver.put("order", 0);
		receiver.put("enabled", true);
		receiver.put("conditions", conditions(condition));
		receiver.put("calls", 3);
		receiver.put("failures", 1);
		receiver.put("lastError", Map.of("type", "java.lang." + uid, "time", NOW));
		receiver.put("meanMilliseconds", 0.4);
		receiver.put("maxMilliseconds", 3.5);
		receiver.put("saves", saves);
		return receiver;
	}

	static Map<String, Object> conditions(String condition) {
		return Map.of("on", List.of("UPDATED"), "changed", List.of(condition), "parts", List.of("lines"), "expression",
				condition, "when", List.of(), "imports", false, "ordered", true);
	}

	static Map<String, Object> parked(String uid, String sender) {
		return Map.of("parked", 1, "calls", List.of(Map.of("id", "6a5a3a40-58f5-4c3e-9d3e-1d5f5d5f5d5f", "uid", uid,
				"sender", sender, "entity", "7", "attempts", 5, "error", "java.net.ConnectException", "since", NOW)));
	}

	static Map<String, Object> durable(String... uids) {
		return durable(2, uids);
	}

	static Map<String, Object> durable(int waiting, String... uids) {
		Map<String, Object> partition = Map.of("number", 3, "waiting", 2, "parked", 1, "node", "signals-node-1");
		return Map.of("waiting", waiting, "oldest", NOW, "parked", uids.length, "receivers",
				Stream.of(uids)
					.map((uid) -> Map.of("uid", uid, "waiting", waiting, "retrying", 1, "oldest", NOW, "parked", 1,
							"partitions", List.of(partition)))
					.toList());
	}

	static Map<String, Object> trace(List<Map<String, Object>> transactions, List<Map<String, Object>> dispatches) {
		return Map.of("node", "one", "size", 10_000, "last", dispatches.size(), "transactions", transactions,
				"dispatches", dispatches);
	}

	static Map<String, Object> transaction(int number, String outcome, String name) {
		return Map.of("id", Integer.toString(number), "version", number, "started", NOW, "ended", NOW.plusMillis(12),
				"outcome", outcome, "thread", name, "name", name, "using", name);
	}

	static Map<String, Object> dispatch(int number, int transaction, String signal, String sender, String identifier,
			List<Map<String, Object>> calls) {
		Map<String, Object> dispatch = new HashMap<>();
		dispatch.put("number", number);
		dispatch.put("version", number);
		dispatch.put("time", NOW);
		dispatch.put("signal", signal);
		dispatch.put("sender", sender);
		dispatch.put("identifier", identifier);
		dispatch.put("origin", "REPOSITORY");
		dispatch.put("causedBy", null);
		dispatch.put("cause", null);
		dispatch.put("transaction", Integer.toString(transaction));
		dispatch.put("created", false);
		dispatch.put("changed", List.of(identifier));
		dispatch.put("scope", Map.of("muted", false, "importing", false, "actor", false));
		dispatch.put("receivers", calls);
		return dispatch;
	}

	static Map<String, Object> call(String uid, String delivery, String state) {
		Map<String, Object> call = new HashMap<>();
		call.put("uid", uid);
		call.put("delivery", delivery);
		call.put("state", state);
		call.put("reason", state.equals("LEFT_OUT") ? "CONDITION" : null);
		call.put("time", NOW);
		call.put("milliseconds", 0.4);
		call.put("error", (state.equals("FAILED") || state.equals("PARKED")) ? "java.lang." + uid : null);
		call.put("thread", "main");
		call.put("attempt", delivery.equals("DURABLE") ? 2 : null);
		call.put("nextAttempt", null);
		return call;
	}

	/**
	 * Return ten thousand dispatches in half as many transactions.
	 */
	static Map<String, Object> longTrace() {
		List<Map<String, Object>> transactions = new ArrayList<>();
		List<Map<String, Object>> dispatches = new ArrayList<>();
		for (int i = 1; i <= 5_000; i++) {
			transactions.add(transaction(i, (i % 7 == 0) ? "ROLLED_BACK" : "COMMITTED", "Service" + i + ".work"));
			for (int number = 2 * i - 1; number <= 2 * i; number++) {
				dispatches.add(dispatch(number, i, "PostSave", "shop.Entity" + i % 200, Integer.toString(number),
						List.of(call("receiver_" + i % 2_000, "IN_TRANSACTION", "RETURNED"),
								call("receiver_" + (i + 1) % 2_000, "AFTER_COMMIT", "LEFT_OUT"),
								call("receiver_" + (i + 2) % 2_000, "DURABLE", "RETURNED"))));
			}
		}
		return trace(transactions, dispatches);
	}

	/**
	 * Return a transaction with three thousand dispatches, of which one has many calls.
	 */
	static Map<String, Object> largeTransaction() {
		List<Map<String, Object>> dispatches = new ArrayList<>();
		for (int number = 1; number <= 3_000; number++) {
			List<Map<String, Object>> calls = IntStream.range(0, (number == 1) ? 60 : 1)
				.mapToObj((i) -> call("receiver_" + i, "IN_TRANSACTION", "RETURNED"))
				.toList();
			dispatches.add(dispatch(number, 1, "PostSave", "shop.Entity", Integer.toString(number), calls));
		}
		return trace(List.of(transaction(1, "COMMITTED", "Import.run")), dispatches);
	}

	/**
	 * Return entities, each with ten receivers.
	 */
	static Map<String, Object> wiring(int entities) {
		List<Map<String, Object>> senders = new ArrayList<>();
		List<Map<String, Object>> receivers = new ArrayList<>();
		for (int i = 0; i < entities; i++) {
			List<String> uids = new ArrayList<>();
			for (int k = 0; k < 10; k++) {
				uids.add("receiver_" + (10 * i + k));
				receivers.add(receiver(uids.get(k), (k % 2 == 0) ? "IN_TRANSACTION" : "ASYNC", "status", List.of()));
			}
			senders.add(sender("shop.Entity" + i, "PostSave", "shop.Base", uids));
		}
		return facts(false, senders, receivers);
	}

}
