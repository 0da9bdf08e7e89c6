package io.github.signals;

import org.springframework.util.ClassUtils;

/**
 * An immutable object that describes what happens. The library sends {@link PreSave},
 * {@link PostSave}, {@link PreDelete} and {@link PostDelete} for entities; an application
 * defines its own signals by implementing this interface, usually with a record, and
 * sends them with {@link Signals#send(Signal)}.
 *
 * <pre class="code">
 * record OrderPaid(Order instance, BigDecimal amount) implements Signal&lt;Order&gt; {
 * }
 * </pre>
 *
 * @param <T> the type that the signal is about
 * @since 0.1.0
 */
public interface Signal<T> {

	/**
	 * Return the object that the signal is about.
	 * @return the instance, never {@code null}
	 */
	T instance();

	/**
	 * Return the class that the signal is about: the class of the instance, and never
	 * that of a proxy or of an enhanced subclass.
	 * @return the sender, never {@code null}
	 */
	default Class<?> sender() {
		Class<?> type = ClassUtils.getUserClass(instance());
		boolean proxy = type.getName().contains("$HibernateProxy");
		return proxy ? type.getSuperclass() : type;
	}

}
