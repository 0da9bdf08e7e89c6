package io.github.signals.actuate;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.signals.Delivery;
import io.github.signals.PostDelete;
import io.github.signals.PostSave;
import io.github.signals.ReceiverInfo;

import static org.assertj.core.api.Assertions.assertThat;

class WiringTests {

	private static final String CLASSES = """
			  classDef IN_TRANSACTION stroke:#2457c5,stroke-width:2px
			  classDef BEFORE_COMMIT stroke:#0b6572,stroke-width:2px
			  classDef AFTER_COMMIT stroke:#0f6b42,stroke-width:2px
			  classDef ASYNC stroke:#8a4f00,stroke-width:2px
			  classDef DURABLE stroke:#6a3cc0,stroke-width:2px
			  classDef AFTER_ROLLBACK stroke:#b2243a,stroke-width:2px
			""";

	private static final List<ReceiverInfo> RECEIVERS = List.of(
			receiver("mail", List.of(Order.class), Delivery.DURABLE, true, PostSave.class),
			receiver("audit", List.of(Dated.class), Delivery.IN_TRANSACTION, true, PostSave.class, PostDelete.class),
			receiver("a \"<b>\"", List.of(Order.class), Delivery.ASYNC, false, PostSave.class),
			receiver("paid", List.of(String.class), Delivery.IN_TRANSACTION, true, PostSave.class));

	private final Wiring wiring = Wiring.resolved(RECEIVERS, List.of(Order.class, Invoice.class, Tag.class));

	private final WiringText text = new WiringText(this.wiring,
			(receiver) -> receiver.uid().equals("mail") ? Set.of(Invoice.class.getName()) : Set.of());

	@Test
	void showsAtEachEntityWhatItInherits() {
		assertThat(this.wiring.senders().keySet()).containsExactly(Invoice.class, Order.class, String.class, Tag.class);
		assertThat(this.wiring.senders().get(Order.class)).extracting(ReceiverInfo::uid)
			.containsExactly("mail", "audit", "a \"<b>\"");
		assertThat(this.wiring.senders().get(Tag.class)).isEmpty();
		assertThat(Wiring.heardAs(RECEIVERS.get(1), Invoice.class)).isEqualTo(Dated.class);
		assertThat(Wiring.heardAs(RECEIVERS.get(0), Order.class)).isEqualTo(Order.class);
		assertThat(Wiring.heardAs(RECEIVERS.get(0), Invoice.class)).isNull();
	}

	@Test
	void hasASupertypeThatNoEntityInheritsFrom() {
		assertThat(Wiring.resolved(RECEIVERS, List.of(Tag.class)).senders().keySet()).containsExactly(Dated.class,
				Order.class, String.class, Tag.class);
	}

	@Test
	void isTextForMermaid() {
		assertThat(this.text.mermaid()).isEqualTo("flowchart LR\n" + CLASSES + """
				  s0["Invoice"]
				  s1["Order"]
				  s2["String"]
				  s3["Tag"]
				  r4["audit<br/>IN_TRANSACTION"]:::IN_TRANSACTION
				  r5["mail<br/>DURABLE"]:::DURABLE
				  r6["a &quot;&lt;b&gt;&quot;<br/>ASYNC"]:::ASYNC
				  r7["paid<br/>IN_TRANSACTION"]:::IN_TRANSACTION
				  s0 -- "PostSave, PostDelete" --> r4
				  r5 -. "changes" .-> s0
				  s1 -- "PostSave" --> r5
				  s1 -- "PostSave, PostDelete" --> r4
				  s1 -. "PostSave" .-> r6
				  s2 -- "PostSave" --> r7
				""");
	}

	@Test
	void isTextForGraphviz() {
		assertThat(this.text.graphviz()).isEqualTo("""
				digraph signals {
				  rankdir=LR;
				  node [shape=box];
				  s0 [label="Invoice"];
				  s1 [label="Order"];
				  s2 [label="String"];
				  s3 [label="Tag"];
				  r4 [label="audit\\nIN_TRANSACTION", color="#2457c5"];
				  r5 [label="mail\\nDURABLE", color="#6a3cc0"];
				  r6 [label="a \\"<b>\\"\\nASYNC", color="#8a4f00"];
				  r7 [label="paid\\nIN_TRANSACTION", color="#2457c5"];
				  s0 -> r4 [label="PostSave, PostDelete"];
				  r5 -> s0 [label="changes", style=dashed];
				  s1 -> r5 [label="PostSave"];
				  s1 -> r4 [label="PostSave, PostDelete"];
				  s1 -> r6 [label="PostSave", style=dashed];
				  s2 -> r7 [label="PostSave"];
				}
				""");
	}

	@Test
	void isEmptyWhereNobodyListens() {
		assertThat(new WiringText(Wiring.of(List.of()), (receiver) -> Set.of()).mermaid())
			.isEqualTo("flowchart LR\n" + CLASSES);
	}

	private static ReceiverInfo receiver(String uid, List<Class<?>> senders, Delivery delivery, boolean enabled,
			Class<?>... signals) {
		return new ReceiverInfo(uid, "Receivers." + uid, List.of(signals), senders, delivery, 0, enabled);
	}

	private interface Dated {

	}

	private static final class Order implements Dated {

	}

	private static final class Invoice implements Dated {

	}

	private static final class Tag {

	}

}
