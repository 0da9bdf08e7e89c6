package io.github.signals.actuate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.signals.ReceiverInfo;

/**
 * Who hears whom, as a picture: senders to the left, their receivers to the right, the
 * signals on the lines between them.
 *
 * @param senders the receivers of each sender, in the order of the calls
 */
record Wiring(Map<Class<?>, List<ReceiverInfo>> senders) {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<head>
			<meta charset="utf-8"/>
			<title>Signals</title>
			<link rel="icon" href="data:,"/>
			<style>
			body { font: 14px sans-serif; margin: 2em; }
			text { font-family: monospace; }
			rect { fill: #eef3fa; stroke: #49688e; }
			.off { opacity: .45; }
			.off path { stroke-dasharray: 5 4; }
			path { fill: none; stroke: #49688e; }
			.small { font-size: 11px; fill: #555; }
			</style>
			</head>
			<body>
			<h1>Who hears what</h1>
			<p>%s senders, %s receivers. Receivers that are switched off are grayed out.</p>
			<svg width="%s" height="%s" role="img" aria-label="Senders and their receivers">
			%s</svg>
			</body>
			</html>
			""";

	private static final int ROW = 44;

	private static final int WIDTH = 960;

	private static final int LEFT = 260;

	private static final int RIGHT = 520;

	/**
	 * How many letters, which are all as wide, have their place in the box of a sender.
	 */
	private static final int LONGEST_SENDER = 26;

	private static final int LONGEST_SIGNALS = 38;

	private static final int LONGEST_RECEIVER = 46;

	static Wiring of(List<ReceiverInfo> receivers) {
		Map<Class<?>, List<ReceiverInfo>> senders = new LinkedHashMap<>();
		receivers.stream()
			.flatMap((receiver) -> receiver.senders().stream())
			.distinct()
			.sorted(Comparator.comparing((Class<?> sender) -> sender.getSimpleName()).thenComparing(Class::getName))
			.forEach((sender) -> senders.put(sender,
					receivers.stream().filter((receiver) -> receiver.senders().contains(sender)).toList()));
		return new Wiring(senders);
	}

	String mermaid() {
		StringBuilder text = new StringBuilder("flowchart LR\n");
		write(text, "  %s[\"%s\"]\n", "  %s[\"%s<br/>%s\"]\n", "  %s -- \"%s\" --> %s\n", "  %s -. \"%s\" .-> %s\n",
				Wiring::escape);
		return text.toString();
	}

	String graphviz() {
		StringBuilder text = new StringBuilder("digraph signals {\n  rankdir=LR;\n  node [shape=box];\n");
		write(text, "  %s [label=\"%s\"];\n", "  %s [label=\"%s\\n%s\"];\n", "  %1$s -> %3$s [label=\"%2$s\"];\n",
				"  %1$s -> %3$s [label=\"%2$s\", style=dashed];\n",
				(name) -> name.replace("\\", "\\\\").replace("\"", "\\\""));
		return text.append("}\n").toString();
	}

	/**
	 * Write nodes and lines by their patterns; what is switched off has a line of its own
	 * kind.
	 */
	private void write(StringBuilder text, String sender, String receiver, String line, String off,
			UnaryOperator<String> escape) {
		Map<String, String> nodes = new LinkedHashMap<>();
		this.senders.keySet().forEach((type) -> {
			String node = "s" + nodes.size();
			nodes.put(type.getName(), node);
			text.append(sender.formatted(node, escape.apply(type.getSimpleName())));
		});
		List<String> lines = new ArrayList<>();
		this.senders.forEach((type, receivers) -> receivers.forEach((info) -> {
			String node = nodes.computeIfAbsent("#" + info.uid(), (uid) -> {
				String name = "r" + nodes.size();
				text.append(receiver.formatted(name, escape.apply(info.uid()), info.delivery()));
				return name;
			});
			lines.add((info.enabled() ? line : off).formatted(nodes.get(type.getName()), signals(info), node));
		}));
		lines.forEach(text::append);
	}

	private static String signals(ReceiverInfo receiver) {
		return String.join(", ", receiver.signals().stream().map(Class::getSimpleName).toList());
	}

	/**
	 * Return a page that shows the picture, and needs neither a script nor the network,
	 * not even for its icon.
	 */
	String html() {
		StringBuilder picture = new StringBuilder();
		int row = 0;
		for (Map.Entry<Class<?>, List<ReceiverInfo>> entry : this.senders.entrySet()) {
			List<ReceiverInfo> receivers = entry.getValue();
			int middle = (2 * row + receivers.size()) * ROW / 2;
			for (ReceiverInfo receiver : receivers) {
				draw(picture, receiver, middle, row * ROW + ROW / 2);
				row++;
			}
			draw(picture, entry.getKey(), middle);
		}
		return PAGE.formatted(this.senders.size(),
				this.senders.values().stream().flatMap(List::stream).map(ReceiverInfo::uid).distinct().count(), WIDTH,
				row * ROW, picture);
	}

	private static void draw(StringBuilder picture, Class<?> sender, int middle) {
		picture
			.append("<g class=\"sender\"><rect x=\"8\" y=\"%s\" width=\"%s\" height=\"32\" rx=\"4\"/>"
				.formatted(middle - 16, LEFT - 8))
			.append("<text x=\"20\" y=\"%s\">%s<title>%s</title></text></g>%n".formatted(middle + 5,
					fit(sender.getSimpleName(), LONGEST_SENDER), escape(sender.getName())));
	}

	private static void draw(StringBuilder picture, ReceiverInfo receiver, int from, int y) {
		picture.append("<g class=\"receiver%s\">".formatted(receiver.enabled() ? "" : " off"))
			.append("<path d=\"M %s %s C %s %s, %s %s, %s %s\"/>".formatted(LEFT, from, LEFT + 60, from, LEFT + 40, y,
					RIGHT, y))
			.append("<text class=\"small\" x=\"%s\" y=\"%s\" text-anchor=\"end\">%s<title>%s</title></text>"
				.formatted(RIGHT - 8, y - 4, fit(signals(receiver), LONGEST_SIGNALS), escape(signals(receiver))))
			.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"34\" rx=\"4\"/>".formatted(RIGHT, y - 17,
					WIDTH - RIGHT - 8))
			.append("<text x=\"%s\" y=\"%s\">%s<title>%s: %s</title></text>".formatted(RIGHT + 12, y - 2,
					fit(receiver.uid(), LONGEST_RECEIVER), escape(receiver.uid()), escape(receiver.method())))
			.append("<text class=\"small\" x=\"%s\" y=\"%s\">%s</text></g>%n".formatted(RIGHT + 12, y + 12,
					receiver.delivery()));
	}

	/**
	 * Shorten what has no place; the end of a name tells more than its beginning.
	 */
	private static String fit(String text, int longest) {
		return escape((text.length() <= longest) ? text : "…" + text.substring(text.length() - longest + 1));
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

}
