package io.github.signals.delivery.durable;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.signals.Backfill;
import io.github.signals.Backfill.State;

/**
 * What a back-fill knows of itself, so that any node can go on with it. Times are
 * milliseconds by the clock of the database.
 *
 * @param state whether it runs
 * @param started when it was asked for
 * @param ended when it has ended, or {@code 0}
 * @param rows how many rows it has read
 * @param calls how many calls it has recorded
 * @param total how many rows there were, or {@code -1} if they are not counted yet
 * @param type the name of the class whose rows it reads or has read last, or an empty
 * string
 * @param after the identifier that it has read last, as JSON, or {@code null}
 * @param last the identifier that it reads last, as JSON, or {@code null} if it has read
 * all rows of the class
 */
record BackfillState(State state, long started, long ended, long rows, long calls, long total, String type,
		@Nullable String after, @Nullable String last) {

	private static final JsonMapper JSON = JsonMapper.shared();

	static BackfillState begun(long now) {
		return new BackfillState(State.RUNNING, now, 0, 0, 0, -1, "", null, null);
	}

	boolean isRunning() {
		return this.state == State.RUNNING;
	}

	boolean isCounted() {
		return this.total >= 0;
	}

	BackfillState counted(long total) {
		return new BackfillState(this.state, this.started, 0, 0, 0, total, "", null, null);
	}

	/**
	 * Begin with the rows of a class.
	 */
	BackfillState enter(String type, String last) {
		return new BackfillState(this.state, this.started, 0, this.rows, this.calls, this.total, type, null, last);
	}

	/**
	 * Go on after some rows.
	 */
	BackfillState read(int rows, int calls, @Nullable String after) {
		return new BackfillState(this.state, this.started, 0, this.rows + rows, this.calls + calls, this.total,
				this.type, after, this.last);
	}

	/**
	 * There are no more rows of the class.
	 */
	BackfillState leave() {
		return new BackfillState(this.state, this.started, 0, this.rows, this.calls, this.total, this.type, null, null);
	}

	BackfillState end(State state, long now) {
		return new BackfillState(state, this.started, now, this.rows, this.calls, this.total, this.type, this.after,
				this.last);
	}

	Backfill describe(String uid, long now) {
		double seconds = Math.max(1, (isRunning() ? now : this.ended) - this.started) / 1000.0;
		return new Backfill(uid, this.state, this.rows, isCounted() ? this.total : null, this.calls,
				this.rows / seconds, Instant.ofEpochMilli(this.started),
				isRunning() ? null : Instant.ofEpochMilli(this.ended));
	}

	byte[] write() {
		ObjectNode json = JSON.createObjectNode()
			.put("state", this.state.name())
			.put("started", this.started)
			.put("ended", this.ended)
			.put("rows", this.rows)
			.put("calls", this.calls)
			.put("total", this.total)
			.put("type", this.type);
		if (this.after != null) {
			json.put("after", this.after);
		}
		if (this.last != null) {
			json.put("last", this.last);
		}
		return JSON.writeValueAsBytes(json);
	}

	static BackfillState read(byte[] written) {
		JsonNode json = JSON.readTree(written);
		return new BackfillState(State.valueOf(json.path("state").asString("")), json.path("started").asLong(0),
				json.path("ended").asLong(0), json.path("rows").asLong(0), json.path("calls").asLong(0),
				json.path("total").asLong(-1), json.path("type").asString(""), JsonFields.text(json, "after"),
				JsonFields.text(json, "last"));
	}

}
