package io.github.signals.bridge;

import java.util.Map;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * The milestone of the API, which needs Java 21.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class JakartaDataTests extends JakartaDataContract {

	@Override
	Map<String, String> api() {
		return Map.of();
	}

}
