package io.github.signals.benchmarks.report;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.UnaryOperator;

import org.openjdk.jmh.results.RunResult;

/**
 * What there is to read of a run.
 */
public final class Report {

	private final Results results;

	private final UnaryOperator<String> label;

	/**
	 * Make a report.
	 * @param runs what the benchmarks have measured
	 * @param label how to call a way to hear of a save
	 */
	public Report(Collection<RunResult> runs, UnaryOperator<String> label) {
		this.results = new Results(runs);
		this.label = label;
	}

	/**
	 * Write it.
	 * @param extent how long was measured
	 * @param seconds how long it took
	 * @return the report, in Markdown
	 * @throws IOException if the machine cannot be described
	 */
	public String write(String extent, long seconds) throws IOException {
		return head(extent, seconds) + alone() + saves() + atOnce() + durable();
	}

	private String head(String extent, long seconds) throws IOException {
		return """
				# What a signal costs

				| | |
				| --- | --- |
				| date | %s |
				| run | `%s`, %d min %d s |
				| machine | %s |
				| Java | %s |
				| versions | %s |

				Each figure is a median. In brackets: where it is with a confidence of 95 %% in the first table (the
				range of fewer than six measurements), the quartiles in the others. What is measured, how, and how
				to read it is in the [README](README.md). Figures of different runs do not compare, ratios do.

				## Budgets

				%s
				""".formatted(LocalDate.now(ZoneOffset.UTC), extent, seconds / 60, seconds % 60, Machine.describe(),
				Machine.java(), Machine.versions(), Tables.budgets(new Budgets(this.results).list()));
	}

	private String alone() {
		return """
				## Dispatch alone

				No database. A signal or an event from where it is made to the end of its receivers.

				%s
				A receiver's call that can be seen, over one where nobody could look.

				%s
				""".formatted(tables().dispatch(), tables().observed());
	}

	private String saves() {
		return """
				## Saves

				JPA on H2 in memory, with JDBC batches. Overhead over a bare repository that takes turns in the same
				process; below, nanoseconds a save, bare → heard.

				### Insert

				%s
				%s
				### Update by dirty checking

				Domain events and `publishEvent` need a call of `save` here, which a bare update does not make.

				%s
				%s
				### Insert on PostgreSQL, 1,000 in a transaction

				%s
				### Growth

				The exponent of n that fits the time of a transaction of n inserts, from 100 on.

				%s
				""".formatted(tables().overhead("INSERT"), tables().absolute("INSERT"), tables().overhead("UPDATE"),
				tables().absolute("UPDATE"), tables().postgres(), tables().growth("INSERT"));
	}

	private String atOnce() {
		return """
				## Memory

				What an open transaction of 100,000 inserts holds, and what it holds beyond a bare repository's.

				%s
				## Startup

				1,000 beans with ten methods each, of which 200 are receivers, or listeners of Spring's events; each
				first start in a process of its own. Spring looks for listeners in all three.

				%s
				## Threads

				Saves, 100 inserts a transaction, each thread rows of its own.

				%s
				Dispatch alone, one receiver.

				%s
				Eight threads save and dispatch while the flight recorder notes every wait, however short.

				%s
				""".formatted(tables().memory(), tables().startup(), tables().threads(), tables().dispatchThreads(),
				tables().waits());
	}

	private String durable() {
		DurableTables tables = new DurableTables(this.results);
		DurableCallTables calls = new DurableCallTables(this.results);
		return """
				## Durable delivery

				On PostgreSQL with fsync, in items a second: recorded until the last transaction has ended, delivered until the
				last receiver has returned and its record is gone. Eight threads write, and eight call a receiver that
				counts; a node has 20 connections. db-scheduler has 16 partitions, which it locks and fetches one at a time;
				it polls and has a heartbeat each second. Ratios are those of two turns that follow each other.

				%s
				Calls that share a transaction, and lists of at most 100, in items a second delivered, and in brackets
				over Spring Modulith. The least that can be done with a transaction for each call (the floor): its
				record is deleted and its item read in it, handed over in memory, without order, retry or other nodes.

				%s
				Microseconds of a core for an item, from its creation on: of this process and of the database.

				%s
				Calls alone, all recorded before by transactions of 100 rows, and what the cores do for one. The least
				that calls can do which share a transaction (the floor): one thread that reads 50 records in their order
				and deletes them by one statement.

				%s
				Nodes, 1 row in a transaction. All are on this machine, and share its cores and the database.

				%s
				Backlog, 1 row in a transaction: as many calls are made as are recorded, while others wait.

				%s
				Beside a receiver that always fails, 1 row in a transaction. Two calls are recorded for each row.

				%s
				Beside items that always fail, 100 rows in a transaction. A shared transaction with such an item is
				rolled back, and its calls are made one by one.

				%s
				A node is killed, in a process of its own, while two of them make calls.

				%s
				Transactions a second of a node at rest, with 21 durable receivers: %s.

				Recording, on one thread and without a call.

				%s"""
			.formatted(tables.speed(), tables.together(), tables.cpu(), calls.calls(), tables.nodes(), tables.backlog(),
					tables.poison(), calls.poisonedItems(), calls.recovery(), calls.idle().spread().format(1, ""),
					tables.recording());
	}

	private Tables tables() {
		return new Tables(this.results, this.label);
	}

}
