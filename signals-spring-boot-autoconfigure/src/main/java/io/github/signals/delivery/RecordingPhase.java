package io.github.signals.delivery;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.signals.Delivery;
import io.github.signals.dispatch.CallRecording;
import io.github.signals.dispatch.Failures;
import io.github.signals.dispatch.RegisteredReceiver;

/**
 * Records what durable receivers are to hear.
 */
final class RecordingPhase implements Phase {

	private static final Logger logger = LoggerFactory.getLogger(RecordingPhase.class);

	private final CallRecording recording;

	private RecordingPhase(CallRecording recording) {
		this.recording = recording;
	}

	static void record(List<JournalEntry> entries, boolean distinct, CallRecording recording) {
		JournalWalk.through(entries, distinct, new RecordingPhase(recording));
	}

	@Override
	public boolean isFor(RegisteredReceiver receiver) {
		return receiver.delivery() == Delivery.DURABLE;
	}

	/**
	 * Record a call. A condition that fails does not fail the change: it is asked again
	 * when the call is made.
	 */
	@Override
	public void deliver(RegisteredReceiver receiver, JournalEntry net) {
		boolean undecided = false;
		try {
			if (!receiver.filter().passes(net.signal())) {
				net.noteLeftOut(receiver);
				return;
			}
		}
		catch (RuntimeException | Error ex) {
			Failures.throwIfFatal(ex);
			logger.debug("The condition of receiver '{}' failed ({}) and will be evaluated again", receiver.uid(),
					ex.getClass().getName());
			undecided = true;
		}
		this.recording.record(receiver, net.signal(), net.context(), net.last(), undecided);
	}

	@Override
	public void end() {
		this.recording.write();
	}

}
