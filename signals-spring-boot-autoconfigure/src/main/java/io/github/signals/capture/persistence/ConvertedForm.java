package io.github.signals.capture.persistence;

import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.jspecify.annotations.Nullable;

import io.github.signals.dispatch.StoredForm;

/**
 * Stores values as an {@code AttributeConverter} does.
 *
 * @param converter the converter
 * @param <D> the type of the values
 * @param <R> the type of what is stored
 */
record ConvertedForm<D, R>(BasicValueConverter<D, R> converter) implements StoredForm {

	/**
	 * Return the stored form of a type, or {@code null} if it has no converter.
	 */
	static @Nullable StoredForm of(Type type) {
		BasicValueConverter<?, ?> converter = (type instanceof JdbcMapping mapping) ? mapping.getValueConverter()
				: null;
		return (converter != null) ? new ConvertedForm<>(converter) : null;
	}

	@Override
	public Class<?> type() {
		return this.converter.getRelationalJavaType().getJavaTypeClass();
	}

	@Override
	public @Nullable Object store(Object value) {
		return this.converter.toRelationalValue(this.converter.getDomainJavaType().cast(value));
	}

	@Override
	public @Nullable Object restore(Object stored) {
		return this.converter.toDomainValue(this.converter.getRelationalJavaType().cast(stored));
	}

}
