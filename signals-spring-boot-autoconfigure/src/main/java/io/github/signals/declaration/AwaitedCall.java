package io.github.signals.declaration;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.DispatchContext;
import io.github.signals.dispatch.ReceiverCall;

/**
 * The call of a method that returns a {@link CompletionStage}: it ends when the stage
 * does. If its thread is interrupted, the stage is cancelled.
 *
 * @param call calls the method
 */
record AwaitedCall(ReceiverCall call) implements ReceiverCall {

	@Override
	public @Nullable Object call(Object payload, DispatchContext context) throws Exception {
		return (this.call.call(payload, context) instanceof CompletionStage<?> stage) ? await(stage) : null;
	}

	@Override
	public boolean isAwaited() {
		return true;
	}

	private static @Nullable Object await(CompletionStage<?> stage) throws Exception {
		CompletableFuture<@Nullable Object> end = new CompletableFuture<>();
		stage.whenComplete((value, thrown) -> {
			if (thrown != null) {
				end.completeExceptionally(thrown);
			}
			else {
				end.complete(value);
			}
		});
		try {
			return end.get();
		}
		catch (CancellationException | ExecutionException ex) {
			throw exception(causeOf(ex));
		}
		catch (InterruptedException ex) {
			if (stage instanceof Future<?> future) {
				future.cancel(true);
			}
			throw ex;
		}
	}

	private static Throwable causeOf(Throwable thrown) {
		Throwable cause = thrown.getCause();
		boolean wrapper = thrown instanceof ExecutionException || thrown instanceof CompletionException;
		return (wrapper && cause != null) ? causeOf(cause) : thrown;
	}

	private static Exception exception(Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (thrown instanceof Exception exception) ? exception : new ExecutionException(thrown);
	}

}
