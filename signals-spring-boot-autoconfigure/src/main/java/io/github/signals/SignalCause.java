package io.github.signals;

import org.springframework.util.Assert;

/**
 * The entity whose delete or save led to the delete of another one: that of the call from
 * which a delete cascaded, or the owner of the collection from which an orphan was
 * removed.
 *
 * @param sender the class of the entity, never a proxy
 * @param id its identifier
 * @since 0.1.0
 * @see SignalContext#cause()
 */
public record SignalCause(Class<?> sender, Object id) {

	/**
	 * Create a cause.
	 * @param sender the class of the entity
	 * @param id its identifier
	 */
	public SignalCause {
		Assert.notNull(sender, "'sender' must not be null");
		Assert.notNull(id, "'id' must not be null");
	}

	/**
	 * Return the name of the class, without the identifier.
	 */
	@Override
	public String toString() {
		return "SignalCause[" + this.sender.getName() + "]";
	}

}
