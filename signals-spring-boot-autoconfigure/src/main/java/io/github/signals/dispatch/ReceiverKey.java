package io.github.signals.dispatch;

import java.util.regex.Pattern;

import io.github.signals.ReceiverInfo;

/**
 * The key by which the calls of receivers are counted. Any number of receivers without a
 * uid may come and go.
 *
 * @since 0.1.0
 */
public final class ReceiverKey {

	private static final String GENERATED = "receiver-";

	private static final Pattern PATTERN = Pattern.compile(GENERATED + "\\d+");

	private ReceiverKey() {
	}

	/**
	 * Make a uid for a receiver that has none.
	 * @param number which of them it is
	 * @return the uid
	 */
	public static String generate(long number) {
		return GENERATED + number;
	}

	/**
	 * Return the uid of a receiver, or where it was connected from if the uid was
	 * generated.
	 * @param receiver the receiver
	 * @return a name, of which there are no more than places in the code
	 */
	public static String of(ReceiverInfo receiver) {
		String uid = receiver.uid();
		boolean generated = uid.startsWith(GENERATED) && PATTERN.matcher(uid).matches();
		return generated ? receiver.method() : uid;
	}

}
