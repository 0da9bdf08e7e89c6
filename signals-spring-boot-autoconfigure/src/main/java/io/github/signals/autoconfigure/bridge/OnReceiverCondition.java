package io.github.signals.autoconfigure.bridge;

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.github.signals.declaration.HeardSignals;

/**
 * Looks for receivers among the bean definitions, once those of the application are
 * there.
 */
class OnReceiverCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		MergedAnnotation<ConditionalOnReceiver> annotation = metadata.getAnnotations().get(ConditionalOnReceiver.class);
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnReceiver.class);
		String key = annotation.getString("key");
		Boolean decided = key.isEmpty() ? null : context.getEnvironment().getProperty(key, Boolean.class);
		if (decided != null) {
			return new ConditionOutcome(decided, message.because(key + " is " + decided));
		}
		List<Class<?>> signals = List.of(annotation.getClassArray("value"));
		List<String> heard = (context.getBeanFactory() != null) ? new HeardSignals(signals).by(context.getBeanFactory())
				: List.of();
		return heard.isEmpty() ? ConditionOutcome.noMatch(message.because("no bean method hears " + signals))
				: ConditionOutcome.match(message.found("bean", "beans").items(heard));
	}

}
