package io.github.signals.capture.repository;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.data.convert.CustomConversions;

import io.github.signals.dispatch.StoredForm;

/**
 * Stores values as converters of the application do, which Spring Data uses. A value that
 * several stores convert has the form of the first.
 */
final class ConvertedForms {

	private final Map<CustomConversions, DefaultConversionService> stores = new LinkedHashMap<>();

	ConvertedForms(List<CustomConversions> conversions) {
		for (CustomConversions store : conversions) {
			DefaultConversionService service = new DefaultConversionService();
			store.registerConvertersIn(service);
			this.stores.put(store, service);
		}
	}

	/**
	 * Return the stored form of a class of the application's own, or {@code null} if it
	 * has none that is read again.
	 */
	@Nullable StoredForm of(Class<?> type) {
		if (type.isPrimitive() || type.isEnum() || type.getName().startsWith("java.")) {
			return null;
		}
		for (Map.Entry<CustomConversions, DefaultConversionService> store : this.stores.entrySet()) {
			CustomConversions conversions = store.getKey();
			Class<?> stored = conversions.getCustomWriteTarget(type).orElse(null);
			if (stored != null && conversions.hasCustomReadTarget(stored, type)) {
				return new Form(type, stored, store.getValue());
			}
		}
		return null;
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
