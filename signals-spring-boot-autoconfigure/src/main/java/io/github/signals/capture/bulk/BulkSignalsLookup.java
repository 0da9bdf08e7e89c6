package io.github.signals.capture.bulk;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import io.github.signals.capture.BulkSignals;

/**
 * Finds who hears the set-based statements of a session factory.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BulkSignalsLookup {

	/**
	 * Find who hears the statements of a factory.
	 * @param factory the session factory
	 * @return who hears them, or {@code null} if its statements are not to be signalled
	 */
	@Nullable BulkSignals<SharedSessionContractImplementor> find(SessionFactoryImplementor factory);

}
