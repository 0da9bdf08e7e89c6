package io.github.signals.delivery.durable;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.github.signals.delivery.durable.DurableCall.Operation;
import io.github.signals.delivery.durable.RecordMerge.Net;

import static org.assertj.core.api.Assertions.assertThat;

class RecordMergeTests {

	private static final String DELETED = "{'last': {'a': 1, 'b': 2, 'v': 7}}";

	private final RecordMerge merge = new RecordMerge("v");

	private RecordMergeTests add(Operation operation, String record) {
		this.merge.add(operation, JsonMapper.shared().readTree(record.replace('\'', '"')));
		return this;
	}

	private void assertNet(Operation operation, String record) {
		Net net = this.merge.result();
		assertThat(net).isNotNull();
		assertThat(net.operation()).isEqualTo(operation);
		assertThat(net.record().toString()).isEqualTo(record.replace('\'', '"').replace(" ", ""));
	}

	@Test
	void keepsTheFirstOldValueAndTheLastNewOne() {
		add(Operation.UPDATED, "{'id': 5, 'actor': 'x', 'before': {'a': 1}, 'after': {'a': 2}}");
		add(Operation.UPDATED, "{'id': 5, 'actor': 'y', 'before': {'a': 2, 'b': 1}, 'after': {'a': 3, 'b': null}}");
		assertNet(Operation.UPDATED,
				"{'id': 5, 'actor': 'y', 'before': {'a': 1, 'b': 1}, 'after': {'a': 3, 'b': null}}");
	}

	@Test
	void anAttributeThatHasChangedBackHasNotChanged() {
		add(Operation.UPDATED, "{'before': {'a': 1, 'b': 1}, 'after': {'a': 2, 'b': 2}}");
		add(Operation.UPDATED, "{'before': {'a': 2}, 'after': {'a': 1}}");
		assertNet(Operation.UPDATED, "{'before': {'b': 1}, 'after': {'b': 2}}");
	}

	@Test
	void nothingIsLeftIfAllHasChangedBackButTheVersion() {
		add(Operation.UPDATED, "{'before': {'a': 1, 'v': 1}, 'after': {'a': 2, 'v': 2}}");
		add(Operation.UPDATED, "{'before': {'a': 2, 'v': 2}, 'after': {'a': 1, 'v': 3}}");
		assertThat(this.merge.result()).isNull();
	}

	// Nobody knows whether it was changed back
	@Test
	void whatIsLeftOutHasChanged() {
		String omitted = "{'before': {'a': ['omitted', null]}, 'after': {'a': ['omitted', null]}}";
		add(Operation.UPDATED, omitted).add(Operation.UPDATED, omitted);
		assertNet(Operation.UPDATED, omitted);
	}

	@Test
	void withoutValuesItHasChanged() {
		add(Operation.UPDATED, "{'id': 5}").add(Operation.UPDATED, "{'id': 5}");
		assertNet(Operation.UPDATED, "{'id': 5}");
	}

	@Test
	void whatWasCreatedAndChangedIsCreated() {
		add(Operation.CREATED, "{'all': true, 'after': {'a': 1, 'b': 1}}");
		add(Operation.UPDATED, "{'before': {'a': 1}, 'after': {'a': 2}}");
		assertNet(Operation.CREATED, "{'all': true, 'after': {'a': 2, 'b': 1}}");
	}

	@Test
	void whatWasCreatedAndDeletedNeverWas() {
		add(Operation.CREATED, "{'all': true, 'after': {'a': 1}}").add(Operation.DELETED, DELETED);
		assertThat(this.merge.result()).isNull();
	}

	@Test
	void whatWasChangedAndDeletedIsDeleted() {
		add(Operation.UPDATED, "{'before': {'a': 0}, 'after': {'a': 1}}").add(Operation.DELETED, DELETED);
		assertNet(Operation.DELETED, DELETED);
	}

	@Test
	void whatWasDeletedAndCreatedAgainIsChanged() {
		add(Operation.UPDATED, "{'before': {'a': 0}, 'after': {'a': 1}}").add(Operation.DELETED, DELETED);
		add(Operation.CREATED, "{'all': true, 'after': {'a': 1, 'b': 3, 'v': 0}}");
		assertNet(Operation.UPDATED, "{'before': {'a': 0, 'b': 2, 'v': 7}, 'after': {'a': 1, 'b': 3, 'v': 0}}");
		add(Operation.UPDATED, "{'before': {'a': 1, 'b': 3, 'v': 0}, 'after': {'a': 0, 'b': 2, 'v': 1}}");
		assertThat(this.merge.result()).isNull();
		add(Operation.DELETED, DELETED);
		assertNet(Operation.DELETED, DELETED);
	}

	@Test
	void oneThatIsDecidedDecides() {
		add(Operation.UPDATED, "{'before': {'a': 1}, 'after': {'a': 2}}");
		add(Operation.UPDATED, "{'undecided': true, 'before': {'a': 2}, 'after': {'a': 3}}");
		assertNet(Operation.UPDATED, "{'before': {'a': 1}, 'after': {'a': 3}}");
	}

	@Test
	void nobodyDecidesIfNoneIsDecided() {
		add(Operation.UPDATED, "{'undecided': true, 'before': {'a': 1}, 'after': {'a': 2}}");
		add(Operation.UPDATED, "{'undecided': true, 'before': {'a': 2}, 'after': {'a': 3}}");
		assertNet(Operation.UPDATED, "{'undecided': true, 'before': {'a': 1}, 'after': {'a': 3}}");
	}

}
