package io.github.signals.sample.auditing;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.data.domain.AuditorAware;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Says who makes a request. Everybody may say so in a header, because the sample has no
 * login; your own application asks its security context.
 */
@Component
class CurrentActor implements AuditorAware<String> {

	private static final int LENGTH = 50;

	@Override
	public Optional<String> getCurrentAuditor() {
		return Optional.ofNullable((ServletRequestAttributes) RequestContextHolder.getRequestAttributes())
			.map((attributes) -> actor(attributes.getRequest()));
	}

	private static String actor(HttpServletRequest request) {
		String actor = request.getHeader("X-Actor");
		return (actor != null && !actor.isBlank() && actor.length() <= LENGTH) ? actor : "visitor";
	}

}
