package io.github.signals;

import java.util.List;

/**
 * What is known about a connected receiver.
 *
 * @param uid the stable name, unique in the application
 * @param method the method of the bean, or where the lambda was connected from
 * @param signals the classes of the signals that it hears
 * @param senders the classes, with their subtypes, that it hears
 * @param delivery when and on which thread it runs
 * @param order the order, where lower values are called earlier
 * @param after the uids of receivers that are called before it, whatever the order
 * @param enabled whether it runs at all, see {@code signals.receivers.<uid>.enabled} and
 * {@link Signals#disable(String)}
 * @param conditions the conditions under which it hears the signals
 * @since 0.1.0
 */
public record ReceiverInfo(String uid, String method, List<Class<?>> signals, List<Class<?>> senders, Delivery delivery,
		int order, List<String> after, boolean enabled, DeclaredConditions conditions) {

	/**
	 * Create the description, with copies of the lists.
	 * @param uid the stable name, unique in the application
	 * @param method the method of the bean, or where the lambda was connected from
	 * @param signals the classes of the signals that it hears
	 * @param senders the classes, with their subtypes, that it hears
	 * @param delivery when and on which thread it runs
	 * @param order the order, where lower values are called earlier
	 * @param after the uids of receivers that are called before it, whatever the order
	 * @param enabled whether it runs at all
	 * @param conditions the conditions under which it hears the signals
	 */
	public ReceiverInfo {
		signals = List.copyOf(signals);
		senders = List.copyOf(senders);
		after = List.copyOf(after);
	}

	/**
	 * Create the description of a receiver without conditions.
	 * @param uid the stable name, unique in the application
	 * @param method the method of the bean, or where the lambda was connected from
	 * @param signals the classes of the signals that it hears
	 * @param senders the classes, with their subtypes, that it hears
	 * @param delivery when and on which thread it runs
	 * @param order the order, where lower values are called earlier
	 * @param enabled whether it runs at all
	 */
	public ReceiverInfo(String uid, String method, List<Class<?>> signals, List<Class<?>> senders, Delivery delivery,
			int order, boolean enabled) {
		this(uid, method, signals, senders, delivery, order, List.of(), enabled, DeclaredConditions.NONE);
	}

}
