package io.github.signals.delivery.durable;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.SignalContext;
import io.github.signals.Signals;
import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.Script.Heard;
import io.github.signals.delivery.durable.Scroll.Automatic;
import io.github.signals.delivery.durable.Scroll.Heap;
import io.github.signals.delivery.durable.Scroll.Loose;
import io.github.signals.delivery.durable.Scroll.Window;
import io.github.signals.delivery.durable.Sheet.Canvas;
import io.github.signals.delivery.durable.Sheet.Format;
import io.github.signals.delivery.durable.Sheet.Frame;
import io.github.signals.delivery.durable.Sheet.House;
import io.github.signals.delivery.durable.Sheet.Poster;
import io.github.signals.testing.OutboxPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What becomes of the values in records: of hostile ones, of those of another version,
 * and on nodes with other settings.
 */
@ExtendWith(OutputCaptureExtension.class)
class RecordedValuesTests {

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	private final Map<String, Consumer<Heard>> acts = new HashMap<>();

	private ConfigurableApplicationContext node;

	@AfterEach
	void close() {
		if (this.node != null) {
			this.node.close();
		}
	}

	private void start(Class<?> configuration, String... properties) {
		this.node = new SpringApplicationBuilder(configuration).properties(properties)
			.initializers((context) -> context.getBeanFactory().addBeanPostProcessor(new Acting(this.acts)))
			.run("--spring.datasource.url=" + this.url, "--spring.jpa.hibernate.ddl-auto=update",
					"--spring.main.banner-mode=off", "--spring.jmx.enabled=false",
					"--signals.durable.initialize-schema=always", "--signals.durable.polling-interval=100ms",
					"--signals.durable.max-attempts=2", "--signals.durable.back-off.initial=20ms");
	}

	/**
	 * Have a receiver of the next node do something: it may be called as soon as the node
	 * is there.
	 */
	private void on(String uid, Consumer<Heard> act) {
		this.acts.put(uid, act);
	}

	private void restart(String... properties) {
		this.node.close();
		start(Receivers.class, properties);
	}

	private void stop() {
		this.node.getBean(DurableDelivery.class).stop();
	}

	private void transaction(Consumer<EntityManager> work) {
		new TransactionTemplate(this.node.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> work.accept(this.node.getBean(EntityManager.class)));
	}

	private Sheet save(String title) {
		Sheet sheet = new Sheet(title);
		transaction((entities) -> entities.persist(sheet));
		return sheet;
	}

	private void update(Sheet sheet, Consumer<Sheet> change) {
		transaction((entities) -> change.accept(entities.find(Sheet.class, sheet.id)));
	}

	private void delete(Sheet sheet) {
		transaction((entities) -> entities.remove(entities.find(Sheet.class, sheet.id)));
	}

	/**
	 * Make a record what somebody else has written: another version, or an attacker.
	 */
	private void rewrite(String written, String instead) {
		JdbcTemplate jdbc = this.node.getBean(JdbcTemplate.class);
		String payload = OutboxPayload.read(jdbc);
		assertThat(payload).contains(written);
		OutboxPayload.write(jdbc, payload.replace(written, instead));
	}

	private String payload() {
		return OutboxPayload.read(this.node.getBean(JdbcTemplate.class));
	}

	private Script script() {
		return this.node.getBean(Script.class);
	}

	private Heard heard(String uid) {
		DurableTestBase.await().until(() -> script().of(uid).size() == 1);
		DurableTestBase.await()
			.until(() -> this.node.getBean(JdbcTemplate.class)
				.queryForObject("select count(*) from signals_outbox where parked = false", Long.class) == 0);
		return script().of(uid).get(0);
	}

	private String parked() {
		Signals signals = this.node.getBean(Signals.class);
		DurableTestBase.await().until(() -> signals.durable().parked() == 1);
		return signals.durable().parked(0, 1).get(0).error();
	}

	private void recordUpdate(Consumer<Sheet> change) {
		Sheet sheet = save("one");
		stop();
		update(sheet, change);
	}

	// S23: who can write to the table does not construct objects
	@Test
	void createsNoObjectOfAClassThatARecordNames() {
		start(Receivers.class);
		recordUpdate((sheet) -> sheet.title = "two");
		Gadget.created.set(0);
		rewrite("\"two\"", "[\"json:" + Gadget.class.getName() + "\",\"{}\"]");
		rewrite("\"using\"", "\"actor\":[\"json:" + Gadget.class.getName() + "\",\"{}\"],\"using\"");
		on("sheet.updated", (call) -> call.changes().after("title"));
		restart();
		assertThat(parked()).contains("'title'", "java.lang.String", Gadget.class.getName());
		assertThat(Gadget.created.get()).isZero();
		script().on("sheet.updated", (call) -> call.context().actor());
		this.node.getBean(Signals.class).durable().replayAll("sheet.updated");
		assertThat(parked()).contains("The actor", "signals.durable.types", Gadget.class.getName());
		assertThat(Gadget.created.get()).isZero();
	}

	// S23
	@Test
	void findsNoEntityOfAClassThatIsNotMapped() {
		start(Receivers.class);
		recordUpdate((sheet) -> sheet.title = "two");
		this.node.getBean(JdbcTemplate.class).update("update signals_outbox set sender = ?", Gadget.class.getName());
		restart();
		assertThat(parked()).contains(Gadget.class.getName() + " is not an entity");
	}

	// S23
	@Test
	void writesTheSameWhateverTheSettingsOfTheApplicationAre() {
		start(Odd.class);
		recordUpdate((sheet) -> {
			sheet.pages = 7;
			sheet.frame = new Frame(new BigDecimal("2.50"), "ash");
		});
		assertThat(payload()).contains("\"pages\":7");
		this.node.close();
		start(Odd.class);
		Changes changes = heard("sheet.updated").changes();
		assertThat(changes.after("pages")).isEqualTo(7);
		assertThat(changes.after("frame")).isEqualTo(new Frame(new BigDecimal("2.50"), "ash"));
	}

	// S23: by the type, whatever the first instance is
	@Test
	void refusesAClassWhoseTypeDoesNotSayWhatItCarries() {
		assertThat(refused(PosterReceiver.class)).contains("PosterReceiver.on(PostSave)", "'settings'",
				"java.lang.Object", "'values'");
		assertThat(refused(CanvasReceiver.class)).contains("'drawing'", Sheet.Shape.class.getName(), "'shapes'");
		assertThat(refused(BoxReceiver.class)).contains("'named'", Sheet.Anything.class.getName());
	}

	private String refused(Class<?> receiver, String... properties) {
		String[] message = new String[1];
		assertThatException().isThrownBy(() -> start(receiver, properties))
			.satisfies((failure) -> message[0] = NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
		return message[0];
	}

	// A declared way, whatever JSON says
	@Test
	void writesAValueAsItsConverterStoresIt() {
		start(ScrollReceiver.class);
		Scroll scroll = new Scroll();
		scroll.past.add(new Loose(Map.of("a", 7)));
		transaction((entities) -> entities.persist(scroll));
		heard("scroll");
		stop();
		transaction((entities) -> {
			Scroll found = entities.find(Scroll.class, 1L);
			found.loose = new Loose(Map.of("a", 2));
			found.secret = "abc";
			found.code = "Mixed";
			found.automatic = new Automatic("off");
			found.past.add(new Loose(Map.of("a", 8)));
		});
		assertThat(payload()).contains("[\"converted\",\"a=2\"]", "[\"converted\",\"cba\"]", "\"Mixed\"",
				"[\"converted\",\"off\"]", "[\"list\",[[\"converted\",\"a=7\"],[\"converted\",\"a=8\"]]]");
		this.node.close();
		start(ScrollReceiver.class);
		Changes changes = heard("scroll").changes();
		assertThat(changes.before("loose")).isEqualTo(new Loose(Map.of("a", 1)));
		assertThat(changes.after("loose")).isEqualTo(new Loose(Map.of("a", 2)));
		assertThat(changes.after("secret")).isEqualTo("abc");
		assertThat(changes.after("code")).isEqualTo("Mixed");
		assertThat(changes.after("automatic")).isEqualTo(new Automatic("off"));
		assertThat(changes.after("past")).isEqualTo(List.of(new Loose(Map.of("a", 7)), new Loose(Map.of("a", 8))));
	}

	@Test
	void refusesAValueThatItsConverterLoses() {
		start(ScrollReceiver.class);
		Scroll scroll = new Scroll();
		scroll.loose = new Loose(Map.of("a", 1, "b", 2));
		assertThatException().isThrownBy(() -> transaction((entities) -> entities.persist(scroll)))
			.satisfies((failure) -> assertThat(NestedExceptionUtils.getMostSpecificCause(failure))
				.hasMessageContainingAll("'loose'", Loose.class.getName(), "converter"));
	}

	@Test
	void asksOnlyForWhatItsRecordsContain() {
		assertThat(refused(HeapReceiver.class)).contains("HeapReceiver.on(PostSave)", "'loose'", "java.lang.Object",
				"signals.durable.omitted.Heap");
		start(TitleReceiver.class);
		transaction((entities) -> entities.persist(new Heap()));
		assertThat(((Heap) heard("title").instance()).title).isEqualTo("one");
		stop();
		transaction((entities) -> entities.find(Heap.class, 1L).title = "two");
		assertThat(payload()).doesNotContain("two", "before", "after");
		this.node.getBean(JdbcTemplate.class).update("delete from signals_outbox");
		this.node.close();
		start(WindowReceiver.class);
		transaction((entities) -> entities.persist(new Window()));
		assertThat(heard("window").changes().after("title")).isEqualTo("one");
	}

	@Test
	void leavesOutWhatTheApplicationOmits(CapturedOutput output) {
		start(HeapReceivers.class, "signals.durable.omitted.Heap=loose");
		Heap heap = new Heap();
		heap.loose = new Loose(Map.of("a", 2));
		transaction((entities) -> entities.persist(heap));
		Changes changes = heard("heap").changes();
		assertThat(changes.after("title")).isEqualTo("one");
		assertThat(changes.attributes()).contains("loose");
		assertThatException().isThrownBy(() -> changes.after("loose"))
			.withMessageContainingAll("'loose'", Heap.class.getName(), "signals.durable.omitted");
		transaction((entities) -> entities.remove(entities.find(Heap.class, 1L)));
		Heap deleted = (Heap) heard("heap.deleted").instance();
		assertThat(deleted.title).isEqualTo("one");
		assertThat(deleted.loose).isEqualTo(new Heap().loose);
		assertThat(output).doesNotContain("is restored without");
	}

	@Test
	void refusesToOmitWhatIsNotAnAttribute() {
		assertThat(refused(HeapReceivers.class, "signals.durable.omitted.Heap=losse,title"))
			.contains("signals.durable.omitted", Heap.class.getName(), "'losse'", "Did you mean loose?");
	}

	@Test
	void namesTheEntityOfWhichNothingIsLeftOut(CapturedOutput output) {
		start(NamedReceiver.class, "signals.durable.omitted.Shet=title", "signals.durable.omitted.Heap=loose",
				"signals.durable.omitted.org.example.Sheet=title", "signals.durable.omitted.Zoo=title");
		assertThat(output)
			.contains("signals.durable.omitted.Shet has no effect: no entity has this name." + " Did you mean Sheet?")
			.contains("signals.durable.omitted.org.example.Sheet has no effect: no entity has this name."
					+ " Did you mean io.github.signals.delivery.durable.Sheet?")
			.containsPattern("signals.durable.omitted.Zoo has no effect: no entity has this name.\\R")
			.doesNotContain("signals.durable.omitted.Heap");
	}

	@Test
	void namesTheEntityOfWhichNothingIsRenamed(CapturedOutput output) {
		start(NamedReceiver.class, "signals.durable.renamed.Shet.head_line=title",
				"signals.durable.renamed.Shet.frame.left=title", "signals.durable.renamed.Sheet.headline=title",
				"signals.durable.renamed.org.example.Sheet.headline=title", "signals.durable.renamed.headline=title");
		assertThat(output)
			.contains("signals.durable.renamed.Shet.head_line has no effect: no entity has this name."
					+ " Did you mean Sheet?")
			.contains("signals.durable.renamed.Shet.frame.left has no effect: no entity has this name."
					+ " Did you mean Sheet?")
			.contains("signals.durable.renamed.org.example.Sheet.headline has no effect: no entity has this name."
					+ " Did you mean io.github.signals.delivery.durable.Sheet?")
			.containsPattern("signals.durable.renamed.headline has no effect: no entity has this name.\\R")
			.doesNotContain("signals.durable.renamed.Sheet.headline");
	}

	@Test
	void explainsAWrongNameAsAFailureOfTheStartup(CapturedOutput output) {
		refused(HeapReceivers.class, "signals.durable.omitted.Heap=losse");
		assertThat(output).contains("APPLICATION FAILED TO START", """
				Description:

				signals.durable.omitted lists 'losse', which is not an attribute of %s.

				Action:

				Did you mean loose?
				""".formatted(Heap.class.getName()));
		refused(NamedReceiver.class, "signals.durable.renamed.Sheet.headline=quite-another-one");
		assertThat(output).contains("""
				Description:

				signals.durable.renamed.Sheet.headline=quite-another-one: 'quite-another-one' is not an attribute of %s.

				Action:

				Correct the name, or remove the setting.
				""".formatted(Sheet.class.getName()));
	}

	@Test
	void writesWhatSaysByAnnotationsWhatItCarries() {
		start(HouseReceiver.class);
		House house = new House();
		house.plan = new Sheet.Plan(List.of());
		transaction((entities) -> entities.persist(house));
		heard("house");
		script().clear();
		transaction((entities) -> entities.find(House.class, 1L).plan = new Sheet.Plan(List.of(new Sheet.Kitchen(12))));
		assertThat(heard("house").changes().after("plan")).isEqualTo(new Sheet.Plan(List.of(new Sheet.Kitchen(12))));
	}

	@Test
	void restoresWhatAComparatorHasSorted() {
		start(ShelfReceiver.class);
		Shelf shelf = new Shelf();
		shelf.labels.addAll(List.of("a", "b"));
		shelf.counts.putAll(Map.of("a", 1, "b", 2));
		transaction((entities) -> entities.persist(shelf));
		transaction((entities) -> entities.remove(entities.find(Shelf.class, 1L)));
		Shelf restored = (Shelf) heard("shelf").instance();
		assertThat(restored.labels).containsExactly("b", "a");
		assertThat(restored.labels.comparator()).isInstanceOf(Shelf.Backwards.class);
		assertThat(restored.counts).containsExactly(Map.entry("b", 2), Map.entry("a", 1));
	}

	@Test
	void decodesAValueWhenItIsReadAndNamesWhatItCannotRead() {
		start(Receivers.class);
		recordUpdate((sheet) -> {
			sheet.title = "two";
			sheet.format = Format.A5;
		});
		rewrite("\"A5\"", "\"A3\"");
		restart();
		assertThat(heard("sheet.updated").changes().after("title")).isEqualTo("two");
		assertThat(heard("sheet.updated").changes().attributes()).containsExactlyInAnyOrder("title", "format");
		script().clear();
		recordUpdate((sheet) -> sheet.format = Format.A5);
		rewrite("\"A5\"", "\"A3\"");
		on("sheet.updated", (call) -> call.changes().after("format"));
		restart();
		assertThat(parked()).contains("'format'", Format.class.getName(), "a constant that this version does not know")
			.doesNotContain("A3");
	}

	// S20, S23: no further attempt can read it
	@Test
	void parksAtOnceACallThatAskedForAValueThatItCannotRead(CapturedOutput output) {
		start(Receivers.class);
		recordUpdate((sheet) -> sheet.format = Format.A5);
		rewrite("[\"enum\",\"A5\"]", "[\"se\\ncret\\u001b\",\"secret\"]");
		on("sheet.updated", (call) -> {
			try {
				call.changes().after("format");
			}
			catch (RuntimeException ex) {
				throw new IllegalStateException("its own", ex);
			}
		});
		restart();
		assertThat(parked()).contains("IllegalStateException", "'format'", Format.class.getName(), "a 'se?cret?'")
			.doesNotContain("its own");
		assertThat(this.node.getBean(Signals.class).durable().parked(0, 1).get(0).attempts()).isEqualTo(1);
		assertThat(script().of("sheet.updated")).hasSize(1);
		assertThat(output).contains("a 'se?cret?'").doesNotContain("se\ncret");
	}

	@Test
	void logsWhatARecordHasWithoutItsControlCharacters(CapturedOutput output) {
		start(Receivers.class);
		Sheet sheet = save("one");
		stop();
		delete(sheet);
		rewrite("\"title\"", "\"head\\nline\"");
		rewrite("\"enum\"", "\"a\\nb\"");
		restart();
		assertThat(((Sheet) heard("sheet.deleted").instance()).pages).isEqualTo(1);
		assertThat(output).contains("'head?line'", "a 'a?b'").doesNotContain("head\nline", "a\nb");
	}

	@Test
	void readsAnIntegerAsALongAndBackWithoutLoss() {
		start(Receivers.class);
		recordUpdate((sheet) -> {
			sheet.pages = 7;
			sheet.size = 8L;
			sheet.title = "two";
		});
		rewrite("\"pages\":7", "\"pages\":[\"long\",\"7\"]");
		rewrite("\"size\":[\"long\",\"8\"]", "\"size\":8");
		rewrite("\"two\"", "[\"long\",\"5000000000\"]");
		restart();
		Changes changes = heard("sheet.updated").changes();
		assertThat(changes.after("pages")).isEqualTo(7);
		assertThat(changes.after("size")).isEqualTo(8L);
		assertThatException().isThrownBy(() -> changes.after("title"))
			.withMessageContainingAll("'title'", "java.lang.String", "long");
	}

	@Test
	void namesAnIntegerThatDoesNotFit() {
		start(Receivers.class);
		recordUpdate((sheet) -> sheet.pages = 7);
		rewrite("\"pages\":7", "\"pages\":[\"long\",\"5000000000\"]");
		on("sheet.updated", (call) -> call.changes().after("pages"));
		restart();
		assertThat(parked()).contains("'pages'", "java.lang.Integer", "long").doesNotContain("5000000000");
	}

	@Test
	void restoresWhatWasDeletedWithItsRenamedAttributes() {
		start(Receivers.class);
		Sheet sheet = save("one");
		stop();
		delete(sheet);
		rewrite("\"title\"", "\"headline\"");
		restart("signals.durable.renamed.Sheet.headline=title");
		assertThat(((Sheet) heard("sheet.deleted").instance()).title).isEqualTo("one");
	}

	@Test
	void namesAnAttributeOfWhatWasDeletedThatIsNotThereAnyMore(CapturedOutput output) {
		start(Receivers.class);
		Sheet sheet = save("one");
		stop();
		delete(sheet);
		rewrite("\"title\"", "\"headline\"");
		rewrite("\"A4\"", "\"A3\"");
		restart();
		assertThat(((Sheet) heard("sheet.deleted").instance()).pages).isEqualTo(1);
		assertThat(output)
			.contains("'headline'", "signals.durable.renamed.Sheet.headline", "'format'", "a constant that")
			.doesNotContain("A3"); // S20
	}

	@Test
	void findsRenamedReceiversAndEntities() {
		start(Receivers.class);
		recordUpdate((sheet) -> sheet.title = "two");
		this.node.getBean(JdbcTemplate.class)
			.update("update signals_outbox set uid = 'page.updated', sender = 'org.example.Page'");
		restart("signals.durable.renamed-receivers.page.updated=sheet.updated",
				"signals.durable.renamed-entities.org.example.Page=" + Sheet.class.getName());
		assertThat(heard("sheet.updated").changes().after("title")).isEqualTo("two");
	}

	@ParameterizedTest
	@ValueSource(strings = { "signals.durable.renamed-receivers.old_name=new_name",
			"signals.durable.renamed-receivers.[old_name]=new_name",
			"signals.durable.renamedReceivers.old_name=new_name", "spring.config.import=optional:file:%s" })
	void findsReceiversByNamesAsTheyAreTyped(String property, @TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("renamed.yaml"), """
				signals:
				  durable:
				    renamed-receivers:
				      old_name: new_name
				    renamed:
				      Sheet:
				        head_line: title
				    renamed-entities:
				      org.example.Old_Page: %s
				""".formatted(Sheet.class.getName()));
		start(NamedReceiver.class);
		Sheet sheet = save("one");
		stop();
		update(sheet, (found) -> found.title = "two");
		rewrite("\"two\"", "\"three\"");
		this.node.getBean(JdbcTemplate.class).update("update signals_outbox set uid = 'old_name'");
		this.node.close();
		start(NamedReceiver.class, property.formatted(file));
		assertThat(heard("new_name").changes().after("title")).isEqualTo("three");
	}

	@Test
	void usesTheSettingsOfTheNameThatAReceiverHasNow() {
		start(NamedReceiver.class);
		Sheet sheet = save("one");
		stop();
		update(sheet, (found) -> found.title = "two");
		this.node.getBean(JdbcTemplate.class).update("update signals_outbox set uid = 'old_name'");
		this.node.close();
		on("new_name", (call) -> {
			throw new IllegalStateException("always");
		});
		start(NamedReceiver.class, "signals.durable.renamed-receivers.old_name=new_name",
				"signals.receivers.new_name.durable.max-attempts=1",
				"signals.receivers.old_name.durable.max-attempts=3");
		assertThat(parked()).contains("IllegalStateException");
		assertThat(script().of("new_name")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "renamed.Sheet.headline=titel, Did you mean title?",
			"renamed-entities.org.example.Page=io.github.signals.delivery.durable.Shet, Did you mean"
					+ " io.github.signals.delivery.durable.Sheet?",
			"renamed-entities.org.example.Page=org.example.Sheet, Did you mean"
					+ " io.github.signals.delivery.durable.Sheet?" })
	void refusesANewNameThatNobodyHas(String property, String suggestion) {
		assertThat(refused(NamedReceiver.class, "signals.durable." + property))
			.contains("signals.durable." + property.substring(0, property.indexOf('.')), suggestion);
	}

	@Test
	void printsTheKeyAsItIsWrittenAndNothingFarFetched() {
		assertThat(refused(NamedReceiver.class,
				"signals.durable.renamed-entities.org.example.Old_Page=io.github.signals.delivery.durable.Zoo"))
			.contains("signals.durable.renamed-entities.org.example.Old_Page=io.github.signals.delivery.durable.Zoo:"
					+ " 'io.github.signals.delivery.durable.Zoo' is not a class.")
			.doesNotContain("Did you mean");
	}

	// A node of another kind may have the receiver, and a slice need not import it
	@Test
	void namesTheNewNamesOfReceiversThatItDoesNotHave(CapturedOutput output) {
		start(NamedReceiver.class, "signals.durable.renamed-receivers.old_name=newname");
		assertThat(output).contains("signals.durable.renamed-receivers.old_name names 'newname',"
				+ " which is not a durable receiver here. Did you mean new_name?");
		recordUpdate((sheet) -> sheet.title = "two");
	}

	// S21: calls of both names are in one line
	@Test
	void keepsTheOrderOfCallsThatWereRecordedUnderTheFormerName() {
		start(NamedReceiver.class, "signals.durable.renamed-entities.org.example.Page=" + Sheet.class.getName());
		recordUpdate((sheet) -> sheet.title = "two");
		Map<String, Object> call = this.node.getBean(JdbcTemplate.class).queryForMap("select * from signals_outbox");
		String id = call.get("entity_key").toString().substring("org.example.Page#".length());
		DurableCall former = DurableCall.of(UUID.randomUUID(), "new_name", "org.example.Page", id, Operation.UPDATED,
				new byte[0], 0);
		assertThat(call.get("entity_key")).isEqualTo(former.entity());
		assertThat(((Number) call.get("partition_number")).intValue()).isEqualTo(former.partition());
		assertThat(call.get("sender")).isEqualTo(Sheet.class.getName());
	}

	@Test
	void keepsTheDayAndTheTimeInAnotherTimeZone() {
		TimeZone before = TimeZone.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
			start(Receivers.class);
			recordUpdate((sheet) -> {
				sheet.printedOn = Date.valueOf("2026-01-02");
				sheet.printedAt = Time.valueOf("03:04:05");
			});
			this.node.close();
			TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
			start(Receivers.class);
			Changes changes = heard("sheet.updated").changes();
			assertThat(changes.after("printedOn")).isEqualTo(Date.valueOf("2026-01-02"));
			assertThat(changes.after("printedAt")).isEqualTo(Time.valueOf("03:04:05"));
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	static class Gadget {

		static final AtomicInteger created = new AtomicInteger();

		Gadget() {
			created.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(DurableNode.class)
	static class Receivers {

		@Bean
		SheetReceivers sheetReceivers(Script script) {
			return new SheetReceivers(script);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Odd extends Receivers {

		@Bean
		JsonMapper jsonMapper() {
			return JsonMapper.builder()
				.disable(JsonWriteFeature.QUOTE_PROPERTY_NAMES)
				.enable(JsonWriteFeature.WRITE_NUMBERS_AS_STRINGS)
				.build();
		}

	}

	record SheetReceivers(Script script) {

		@PostSaveReceiver(on = On.UPDATED, delivery = Delivery.DURABLE, dispatchUid = "sheet.updated")
		void updated(PostSave<Sheet> saved) {
			this.script.play("sheet.updated", saved.instance(), saved.changes(), saved.context());
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "sheet.deleted")
		void deleted(PostDelete<Sheet> deleted) {
			this.script.play("sheet.deleted", deleted.instance(), Changes.none(), deleted.context());
		}

	}

	@Import(DurableNode.class)
	static class PosterReceiver {

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "poster")
		void on(PostSave<Poster> saved) {
		}

	}

	@Import(DurableNode.class)
	static class CanvasReceiver {

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "canvas")
		void on(Canvas canvas) {
		}

	}

	@Import(DurableNode.class)
	static class BoxReceiver {

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "box")
		void on(Sheet.Box box) {
		}

	}

	@Import(DurableNode.class)
	static class ScrollReceiver {

		private final Script script;

		ScrollReceiver(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "scroll")
		void on(PostSave<Scroll> saved) {
			this.script.play("scroll", saved.instance(), saved.changes(), saved.context());
		}

	}

	@Import(DurableNode.class)
	static class HeapReceiver {

		private final Script script;

		HeapReceiver(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "heap")
		void on(PostSave<Heap> saved) {
			this.script.play("heap", saved.instance(), saved.changes(), saved.context());
		}

	}

	@Import(DurableNode.class)
	static class TitleReceiver {

		private final Script script;

		TitleReceiver(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(changed = "title", delivery = Delivery.DURABLE, dispatchUid = "title")
		void on(Heap heap, SignalContext context) {
			this.script.play("title", heap, Changes.none(), context);
		}

	}

	@Import(DurableNode.class)
	static class WindowReceiver {

		private final Script script;

		WindowReceiver(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "window")
		void on(PostSave<Window> saved) {
			this.script.play("window", saved.instance(), saved.changes(), saved.context());
		}

	}

	static class HeapReceivers extends HeapReceiver {

		private final Script script;

		HeapReceivers(Script script) {
			super(script);
			this.script = script;
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "heap.deleted")
		void deleted(PostDelete<Heap> deleted) {
			this.script.play("heap.deleted", deleted.instance(), Changes.none(), deleted.context());
		}

	}

	@Import(DurableNode.class)
	static class NamedReceiver {

		private final Script script;

		NamedReceiver(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(on = On.UPDATED, delivery = Delivery.DURABLE, dispatchUid = "new_name")
		void on(PostSave<Sheet> saved) {
			this.script.play("new_name", saved.instance(), saved.changes(), saved.context());
		}

	}

	@Import(DurableNode.class)
	static class ShelfReceiver {

		private final Script script;

		ShelfReceiver(Script script) {
			this.script = script;
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "shelf")
		void on(PostDelete<Shelf> deleted) {
			this.script.play("shelf", deleted.instance(), Changes.none(), deleted.context());
		}

	}

	@Import(DurableNode.class)
	static class HouseReceiver {

		private final Script script;

		HouseReceiver(Script script) {
			this.script = script;
		}

		@PostSaveReceiver(delivery = Delivery.DURABLE, dispatchUid = "house")
		void on(PostSave<House> saved) {
			this.script.play("house", saved.instance(), saved.changes(), saved.context());
		}

	}

	private record Acting(Map<String, Consumer<Heard>> acts) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof Script script) {
				this.acts.forEach(script::on);
			}
			return bean;
		}

	}

}
