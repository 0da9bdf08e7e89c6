package io.github.signals.observation;

import java.util.Locale;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of receivers.
 *
 * @since 0.1.0
 */
public enum ReceiverObservationDocumentation implements ObservationDocumentation {

	/**
	 * The call of a receiver, from its start until it returns or throws.
	 */
	RECEIVER {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultReceiverObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

	},

	/**
	 * The recording of the durable calls of a transaction. The calls continue this
	 * observation wherever they are made. Only used if calls are spans.
	 */
	RECORD {

		@Override
		public String getName() {
			return "signals.record";
		}

		@Override
		public String getContextualName() {
			return "record durable calls";
		}

	};

	/**
	 * The low-cardinality keys of a call.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/** The simple name of the class of the signal. */
		SIGNAL,

		/** The name of the entity class. */
		SENDER,

		/** The uid of the receiver, or where one without a uid was connected from. */
		UID,

		/** When and on which thread the receiver runs. */
		DELIVERY,

		/** {@code SUCCESS}, or {@code FAILURE} if the receiver has thrown. */
		OUTCOME;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
