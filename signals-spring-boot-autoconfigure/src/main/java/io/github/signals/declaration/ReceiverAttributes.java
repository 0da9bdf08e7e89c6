package io.github.signals.declaration;

import java.util.List;

import org.springframework.core.annotation.MergedAnnotation;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.Receiver;
import io.github.signals.ReceiverErrorHandler;

/**
 * The attributes of a receiver annotation, read once: an annotation that is composed from
 * {@link Receiver} has no object of that type but a proxy, which is dear.
 */
record ReceiverAttributes(List<Class<?>> signals, List<Class<?>> senders, String dispatchUid, Delivery delivery,
		List<On> on, List<String> changed, boolean ids, String condition, List<Class<?>> when, boolean imports,
		boolean reload, Class<? extends ReceiverErrorHandler> onError, int batchSize, boolean ordered,
		List<String> after, List<String> parts, List<String> of) {

	static ReceiverAttributes of(MergedAnnotation<Receiver> annotation) {
		return new ReceiverAttributes(List.of(annotation.getClassArray("value")),
				List.of(annotation.getClassArray("sender")), annotation.getString("dispatchUid"),
				annotation.getEnum("delivery", Delivery.class), List.of(annotation.getEnumArray("on", On.class)),
				List.of(annotation.getStringArray("changed")), annotation.getBoolean("ids"),
				annotation.getString("condition"), List.of(annotation.getClassArray("when")),
				annotation.getBoolean("imports"), annotation.getBoolean("reload"),
				annotation.getClass("onError").asSubclass(ReceiverErrorHandler.class), annotation.getInt("batchSize"),
				annotation.getBoolean("ordered"), List.of(annotation.getStringArray("after")),
				List.of(annotation.getStringArray("parts")), List.of(annotation.getStringArray("of")));
	}

}
