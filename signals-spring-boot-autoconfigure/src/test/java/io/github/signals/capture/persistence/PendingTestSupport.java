package io.github.signals.capture.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.PostSave;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;
import io.github.signals.capture.persistence.PendingModel.Item;
import io.github.signals.capture.persistence.PendingModel.Items;
import io.github.signals.capture.persistence.oracle.AuditTrigger;

/**
 * What the tests of pending writes share: triggers that record each row that is written.
 */
@SpringBootTest(classes = PendingModel.Application.class, properties = {
		"spring.datasource.url=jdbc:h2:mem:pending;DB_CLOSE_DELAY=-1", "spring.jpa.hibernate.ddl-auto=create" })
abstract class PendingTestSupport {

	private static final List<String> TABLES = List.of("basket_label", "basket_notes", "item_leaflets",
			"setting_shades", "item", "leaflet", "basket", "label", "ticket", "profile", "setting");

	@Autowired
	Signals signals;

	@PersistenceContext
	EntityManager em;

	@Autowired
	TransactionTemplate transaction;

	@Autowired
	JdbcClient jdbc;

	@Autowired
	Items items;

	final List<String> heard = new ArrayList<>();

	@BeforeEach
	void record() {
		this.jdbc
			.sql("create table if not exists audit (seq bigint generated always as identity, tab varchar(50),"
					+ " old_row varchar(2000), new_row varchar(2000))")
			.update();
		for (String table : TABLES) {
			this.jdbc
				.sql("create trigger if not exists audit_" + table + " after insert, update, delete on " + table
						+ " for each row call '" + AuditTrigger.class.getName() + "'")
				.update();
		}
		forget();
	}

	@AfterEach
	void clear() {
		this.signals.receivers().forEach((receiver) -> this.signals.disconnect(receiver.uid()));
		TABLES.forEach((table) -> this.jdbc.sql("delete from " + table).update());
	}

	final void forget() {
		this.jdbc.sql("delete from audit").update();
	}

	final void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	/**
	 * Store something that nobody hears of.
	 */
	final <T> T stored(Supplier<T> work) {
		T stored = this.signals.mute(() -> this.transaction.execute((status) -> work.get()));
		forget();
		return Objects.requireNonNull(stored);
	}

	final List<Long> storedItems(String... names) {
		return stored(() -> {
			List<Long> ids = new ArrayList<>();
			for (String name : names) {
				Item item = Item.of(name);
				this.em.persist(item);
				ids.add(Objects.requireNonNull(item.id));
			}
			return ids;
		});
	}

	final Item item(Long id) {
		return Objects.requireNonNull(this.em.find(Item.class, id));
	}

	/**
	 * Return the rows that were written, as their columns are now.
	 */
	final List<String> written(String table, String... columns) {
		return this.jdbc.sql("select old_row, new_row from audit where tab = ? order by seq")
			.param(table)
			.query((row, number) -> kind(row.getString(1), row.getString(2)) + values(row.getString(2), columns))
			.list();
	}

	private static String kind(String before, String after) {
		return (before == null) ? "insert" : (after == null) ? "delete" : "update";
	}

	private static String values(String row, String... columns) {
		StringBuilder values = new StringBuilder();
		for (String column : columns) {
			values.append(' ');
			for (String value : (row != null) ? row.split("\\|") : new String[0]) {
				values.append(value.startsWith(column + "=") ? value.substring(column.length() + 1) : "");
			}
		}
		return values.toString();
	}

	final <T> void hasSaveReceivers(Class<T> type) {
		this.signals.connect(ReceiverSpec.postSave(type).uid("saves").order(100),
				(saved) -> this.heard.add(tell(saved)));
	}

	private static String tell(PostSave<?> saved) {
		return saved.created() ? "created" : "updated " + List.copyOf(saved.changes().attributes());
	}

}
