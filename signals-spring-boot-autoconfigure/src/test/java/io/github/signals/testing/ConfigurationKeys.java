package io.github.signals.testing;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.json.JsonParserFactory;

import io.github.signals.autoconfigure.SignalsProperties;

/**
 * The keys of the library: those of the generated metadata, and for each receiver those
 * that the metadata has only a map for, with the documentation of their fields.
 */
public final class ConfigurationKeys {

	public static final String RECEIVERS = "signals.receivers";

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Path SOURCES = Path.of("src/main/java");

	private ConfigurationKeys() {
	}

	/**
	 * Return the keys that the metadata has, without those of Boot for every endpoint.
	 */
	@SuppressWarnings("unchecked")
	public static List<Key> generated() {
		List<Key> keys = new ArrayList<>();
		Map<String, Object> metadata = JsonParserFactory.getJsonParser().parseMap(read(METADATA));
		for (Map<String, Object> property : (List<Map<String, Object>>) metadata.get("properties")) {
			Object defaultValue = property.get("defaultValue");
			keys.add(new Key((String) property.get("name"), (defaultValue != null) ? defaultValue.toString() : "",
					(String) property.getOrDefault("description", "")));
		}
		keys.removeIf((key) -> key.name().startsWith("management."));
		return keys;
	}

	/**
	 * Return all keys, those of receivers with {@code <uid>} in them.
	 */
	public static List<Key> all() {
		List<Key> keys = generated();
		keys.removeIf((key) -> key.name().equals(RECEIVERS));
		add(keys, RECEIVERS + ".<uid>.", SignalsProperties.Receiver.class);
		keys.sort(Comparator.comparing(Key::name));
		return keys;
	}

	private static void add(List<Key> keys, String prefix, Class<?> type) {
		BeanWrapperImpl defaults = new BeanWrapperImpl(type);
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			String name = prefix + DataObjectPropertyName.toDashedForm(property.getName());
			if (property.getWriteMethod() != null) {
				Object value = defaults.getPropertyValue(property.getName());
				keys.add(new Key(name, (value != null) ? value.toString() : "", document(type, property.getName())));
			}
			else if (property.getPropertyType() != Class.class) {
				add(keys, name + ".", property.getPropertyType());
			}
		}
	}

	private static String document(Class<?> type, String field) {
		String outermost = type.getName().replaceFirst("\\$.*", "").replace('.', '/');
		String source = read(SOURCES.resolve(outermost + ".java"));
		Matcher comment = Pattern.compile("/\\*\\*([^/]*)\\*/\\s+private [^;=]*\\b" + field + "( =|;)")
			.matcher(source.substring(source.indexOf("class " + type.getSimpleName() + " {")));
		return comment.find() ? comment.group(1).replaceAll("\\s*\\*?\\s+", " ").strip() : "";
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the table for the documentation.
	 */
	public static String table() {
		StringBuilder table = new StringBuilder("| key | default | |\n| --- | --- | --- |\n");
		for (Key key : all()) {
			String value = key.defaultValue().isEmpty() ? "–" : "`" + key.defaultValue() + "`";
			table.append("| `%s` | %s | %s |\n".formatted(key.name(), value, key.description().replace("|", "\\|")));
		}
		return table.toString();
	}

	/**
	 * A key.
	 *
	 * @param name the name
	 * @param defaultValue the default, or nothing
	 * @param description what it does
	 */
	public record Key(String name, String defaultValue, String description) {

	}

}
