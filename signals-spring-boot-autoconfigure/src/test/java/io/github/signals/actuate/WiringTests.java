package io.github.signals.actuate;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverInfo;

import static org.assertj.core.api.Assertions.assertThat;

class WiringTests {

	private static final List<ReceiverInfo> RECEIVERS = List.of(
			receiver("mail", List.of(Order.class), Delivery.DURABLE, true, PostSave.class),
			receiver("audit", List.of(Order.class, Invoice.class), Delivery.IN_TRANSACTION, true, PostSave.class,
					PostDelete.class),
			receiver("a \"<b>\"", List.of(Order.class), Delivery.ASYNC, false, PostSave.class));

	private final Wiring wiring = Wiring.of(RECEIVERS);

	@Test
	void isTextForMermaid() {
		assertThat(this.wiring.mermaid()).isEqualTo("""
				flowchart LR
				  s0["Invoice"]
				  s1["Order"]
				  r2["audit<br/>IN_TRANSACTION"]
				  r3["mail<br/>DURABLE"]
				  r4["a &quot;&lt;b&gt;&quot;<br/>ASYNC"]
				  s0 -- "PostSave, PostDelete" --> r2
				  s1 -- "PostSave" --> r3
				  s1 -- "PostSave, PostDelete" --> r2
				  s1 -. "PostSave" .-> r4
				""");
	}

	@Test
	void isTextForGraphviz() {
		assertThat(this.wiring.graphviz()).isEqualTo("""
				digraph signals {
				  rankdir=LR;
				  node [shape=box];
				  s0 [label="Invoice"];
				  s1 [label="Order"];
				  r2 [label="audit\\nIN_TRANSACTION"];
				  r3 [label="mail\\nDURABLE"];
				  r4 [label="a \\"<b>\\"\\nASYNC"];
				  s0 -> r2 [label="PostSave, PostDelete"];
				  s1 -> r3 [label="PostSave"];
				  s1 -> r2 [label="PostSave, PostDelete"];
				  s1 -> r4 [label="PostSave", style=dashed];
				}
				""");
	}

	@Test
	void isAPageWithoutScriptsAndWithoutTheNetwork() throws Exception {
		String html = this.wiring.html();
		Document page = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(html)));

		assertThat(texts(page)).contains("Invoice", "Order", "mail", "audit", "a \"<b>\"", "DURABLE",
				"PostSave, PostDelete");
		assertThat(page.getElementsByTagName("path").getLength()).isEqualTo(4);
		assertThat(page.getElementsByTagName("p").item(0).getTextContent()).startsWith("2 senders, 3 receivers.");
		assertThat(html.replace("<link rel=\"icon\" href=\"data:,\"/>", "")).doesNotContain("http", "<script", "<link",
				"src=", "href=");
	}

	@Test
	void shortensWhatHasNoPlace() {
		String uid = "a.very.long.name.of.a.package.and.of.a.class.Receivers.receive(Order)";
		String html = Wiring.of(List.of(receiver(uid, List.of(Order.class), Delivery.ASYNC, true, PostSave.class)))
			.html();
		assertThat(html).contains(">…", ".class.Receivers.receive(Order)<",
				"<title>" + uid + ": Receivers." + uid + "</title>");
		assertThat(html).doesNotContain(">" + uid + "<");
	}

	@Test
	void isEmptyWhereNobodyListens() {
		assertThat(Wiring.of(List.of()).mermaid()).isEqualTo("flowchart LR\n");
		assertThat(Wiring.of(List.of()).html()).contains("0 senders, 0 receivers.");
	}

	private static List<String> texts(Document page) {
		NodeList texts = page.getElementsByTagName("text");
		return IntStream.range(0, texts.getLength())
			.mapToObj((i) -> ((Element) texts.item(i)).getFirstChild().getTextContent())
			.toList();
	}

	private static ReceiverInfo receiver(String uid, List<Class<?>> senders, Delivery delivery, boolean enabled,
			Class<?>... signals) {
		return new ReceiverInfo(uid, "Receivers." + uid, List.of(signals), senders, delivery, 0, enabled);
	}

	private static final class Order {

	}

	private static final class Invoice {

	}

}
