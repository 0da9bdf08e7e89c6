package io.github.signals.bridge;

import java.util.List;
import java.util.Objects;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;

import io.github.signals.MigrationsFinished;
import io.github.signals.MigrationsFinished.Migration;
import io.github.signals.MigrationsFinished.Tool;

/**
 * Tells what Flyway has applied.
 *
 * @param signals is told
 * @since 0.1.0
 */
public record FlywayMigrations(MigrationSignals signals) implements Callback {

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.AFTER_MIGRATE_OPERATION_FINISH;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		if (context.getOperationResult() instanceof MigrateResult result) {
			List<Migration> applied = result.migrations.stream().map(FlywayMigrations::migration).toList();
			this.signals.finished(new MigrationsFinished(Tool.FLYWAY, applied));
		}
	}

	private static Migration migration(MigrateOutput output) {
		return new Migration(Objects.requireNonNullElse(output.version, ""),
				Objects.requireNonNullElse(output.description, ""), Objects.requireNonNullElse(output.filepath, ""));
	}

	@Override
	public String getCallbackName() {
		return "signals";
	}

}
