package io.github.signals.delivery.durable.json;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ReflectionUtils;

/**
 * Tells whether what was read is what was written: by {@code equals}, or by its JSON
 * where the class has none. What has parts is compared part by part, as they may have
 * none themselves.
 */
final class ValueComparison {

	private final JsonMapper mapper;

	ValueComparison(JsonMapper mapper) {
		this.mapper = mapper;
	}

	boolean isSame(@Nullable Object value, @Nullable Object read) {
		if (Objects.deepEquals(value, read)) {
			return true;
		}
		return value != null && read != null && haveSameParts(value, read);
	}

	private boolean haveSameParts(Object value, Object read) {
		if (value instanceof JsonNode json && read instanceof JsonNode other) {
			return json.equals(ValueComparison::compare, other);
		}
		if (value instanceof Map<?, ?> map && read instanceof Map<?, ?> other) {
			return map.keySet().equals(other.keySet())
					&& map.keySet().stream().allMatch((key) -> isSame(map.get(key), other.get(key)));
		}
		if (value instanceof Set<?> set && read instanceof Set<?> other) {
			return haveSameMembers(set, new ArrayList<>(other));
		}
		if (value instanceof Collection<?> collection && read instanceof Collection<?> other) {
			return haveSameElements(collection, other);
		}
		if (value.getClass() != read.getClass()) {
			return false;
		}
		if (value instanceof Object[] array) {
			return haveSameElements(Arrays.asList(array), Arrays.asList((Object[]) read));
		}
		return value.getClass().isRecord() ? haveSameComponents(value, read)
				: !hasEquals(value.getClass()) && haveSameJson(value, read);
	}

	private static int compare(JsonNode one, JsonNode other) {
		if (one.isNumber() && other.isNumber()) {
			return new BigDecimal(one.asString()).compareTo(new BigDecimal(other.asString()));
		}
		return one.equals(other) ? 0 : 1;
	}

	private boolean haveSameElements(Collection<?> value, Collection<?> read) {
		Iterator<?> elements = read.iterator();
		return value.size() == read.size() && value.stream().allMatch((element) -> isSame(element, elements.next()));
	}

	/**
	 * Compare sets, whose members come in any order where they have no {@code hashCode}.
	 */
	private boolean haveSameMembers(Set<?> value, List<?> read) {
		return value.size() == read.size() && value.stream().allMatch((member) -> removeSame(member, read.iterator()));
	}

	private boolean removeSame(@Nullable Object member, Iterator<?> read) {
		while (read.hasNext()) {
			if (isSame(member, read.next())) {
				read.remove();
				return true;
			}
		}
		return false;
	}

	private boolean haveSameComponents(Object value, Object read) {
		return Stream.of(value.getClass().getRecordComponents())
			.map(RecordComponent::getAccessor)
			.allMatch((accessor) -> {
				ReflectionUtils.makeAccessible(accessor);
				return isSame(ReflectionUtils.invokeMethod(accessor, value),
						ReflectionUtils.invokeMethod(accessor, read));
			});
	}

	private boolean haveSameJson(Object value, Object read) {
		JsonNode json = tree(value);
		boolean nothing = json.isObject() && json.isEmpty();
		return !nothing && json.equals(ValueComparison::compare, tree(read));
	}

	private JsonNode tree(Object value) {
		return this.mapper.readTree(this.mapper.writeValueAsString(value));
	}

	static boolean hasEquals(Class<?> type) {
		Method equals = ReflectionUtils.findMethod(type, "equals", Object.class);
		return equals != null && equals.getDeclaringClass() != Object.class;
	}

}
