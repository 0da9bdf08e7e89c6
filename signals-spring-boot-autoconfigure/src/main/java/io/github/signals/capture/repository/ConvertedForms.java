package io.github.signals.capture.repository;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.convert.CustomConversions;

import io.github.signals.dispatch.StoredForm;

/**
 * Stores values as converters of the application do, which Spring Data uses.
 */
final class ConvertedForms {

	private final CustomConversions conversions;

	private final DefaultConversionService service = new DefaultConversionService();

	ConvertedForms(CustomConversions conversions) {
		this.conversions = conversions;
		conversions.registerConvertersIn(this.service);
	}

	/**
	 * Return the stored form of a class of the application's own, or {@code null} if it
	 * has none that is read again.
	 */
	@Nullable StoredForm of(Class<?> type) {
		if (type.isPrimitive() || type.isEnum() || type.getName().startsWith("java.")) {
			return null;
		}
		return this.conversions.getCustomWriteTarget(type)
			.filter((stored) -> this.conversions.hasCustomReadTarget(stored, type))
			.map((stored) -> new Form(type, stored, this.service))
			.orElse(null);
	}

	/**
	 * The form of a class.
	 *
	 * @param value the class
	 * @param type the class of what is stored
	 * @param service what converts
	 */
	private record Form(Class<?> value, Class<?> type, DefaultConversionService service) implements StoredForm {

		@Override
		public @Nullable Object store(Object value) {
			return this.service.convert(value, this.type);
		}

		@Override
		public @Nullable Object restore(Object stored) {
			return this.service.convert(stored, this.value);
		}

	}

}
