package io.github.signals.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.signals.Delivery;
import io.github.signals.ReceiverInfo;

/**
 * The wiring as text from which a tool draws a picture: senders, the signals on the lines
 * to their receivers, and broken lines to what receivers have been seen to change.
 *
 * @param wiring who hears whom
 * @param changes the names of the classes that a receiver has been seen to change
 */
record WiringText(Wiring wiring, Function<ReceiverInfo, Set<String>> changes) {

	String mermaid() {
		StringBuilder text = new StringBuilder("flowchart LR\n");
		for (Delivery delivery : Delivery.values()) {
			text.append("  classDef %s stroke:%s,stroke-width:2px\n".formatted(delivery, color(delivery)));
		}
		new Writer(text, "  %s[\"%s\"]\n", "  %s[\"%s<br/>%s\"]:::%3$s\n", "  %s -- \"%s\" --> %s\n",
				"  %s -. \"%s\" .-> %s\n", WiringText::escape)
			.write();
		return text.toString();
	}

	String graphviz() {
		StringBuilder text = new StringBuilder("digraph signals {\n  rankdir=LR;\n  node [shape=box];\n");
		new Writer(text, "  %s [label=\"%s\"];\n", "  %s [label=\"%s\\n%s\", color=\"%s\"];\n",
				"  %1$s -> %3$s [label=\"%2$s\"];\n", "  %1$s -> %3$s [label=\"%2$s\", style=dashed];\n",
				(name) -> name.replace("\\", "\\\\").replace("\"", "\\\""))
			.write();
		return text.append("}\n").toString();
	}

	/**
	 * Return the color in which the console shows a delivery on a light ground.
	 */
	private static String color(Delivery delivery) {
		return switch (delivery) {
			case IN_TRANSACTION -> "#2457c5";
			case BEFORE_COMMIT -> "#0b6572";
			case AFTER_COMMIT -> "#0f6b42";
			case ASYNC -> "#8a4f00";
			case DURABLE -> "#6a3cc0";
			case AFTER_ROLLBACK -> "#b2243a";
		};
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	/**
	 * Writes nodes and lines by their patterns.
	 */
	private final class Writer {

		private final StringBuilder text;

		private final String sender;

		private final String receiver;

		private final String line;

		private final String broken;

		private final UnaryOperator<String> escape;

		private final Map<String, String> nodes = new LinkedHashMap<>();

		private final List<String> lines = new ArrayList<>();

		Writer(StringBuilder text, String sender, String receiver, String line, String broken,
				UnaryOperator<String> escape) {
			this.text = text;
			this.sender = sender;
			this.receiver = receiver;
			this.line = line;
			this.broken = broken;
			this.escape = escape;
		}

		void write() {
			Map<Class<?>, List<ReceiverInfo>> senders = WiringText.this.wiring.senders();
			senders.keySet().forEach((type) -> {
				String node = "s" + this.nodes.size();
				this.nodes.put(type.getName(), node);
				this.text.append(this.sender.formatted(node, this.escape.apply(type.getSimpleName())));
			});
			senders.forEach((type, receivers) -> receivers.forEach((info) -> {
				String node = receiver(info);
				this.lines.add((info.enabled() ? this.line : this.broken).formatted(this.nodes.get(type.getName()),
						signals(info), node));
			}));
			this.lines.forEach(this.text::append);
		}

		private String receiver(ReceiverInfo info) {
			String key = "#" + info.uid();
			String known = this.nodes.get(key);
			if (known != null) {
				return known;
			}
			String node = "r" + this.nodes.size();
			this.nodes.put(key, node);
			this.text.append(this.receiver.formatted(node, this.escape.apply(info.uid()), info.delivery(),
					color(info.delivery())));
			WiringText.this.changes.apply(info)
				.stream()
				.filter(this.nodes::containsKey)
				.sorted()
				.forEach((name) -> this.lines.add(this.broken.formatted(node, "changes", this.nodes.get(name))));
			return node;
		}

		private String signals(ReceiverInfo info) {
			return this.escape.apply(String.join(", ", info.signals().stream().map(Class::getSimpleName).toList()));
		}

	}

}
