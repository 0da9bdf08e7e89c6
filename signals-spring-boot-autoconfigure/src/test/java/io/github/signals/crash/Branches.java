package io.github.signals.crash;

import java.util.Objects;

import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

import io.github.signals.CallContext;

/**
 * The branch that a thread works for, which is the tenant of its sessions.
 */
class Branches implements CurrentTenantIdentifierResolver<String>, CallContext {

	private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

	static void runAs(String branch, Runnable work) {
		CURRENT.set(branch);
		try {
			work.run();
		}
		finally {
			CURRENT.remove();
		}
	}

	@Override
	public String resolveCurrentTenantIdentifier() {
		return Objects.requireNonNullElse(CURRENT.get(), "none");
	}

	@Override
	public boolean validateExistingCurrentSessions() {
		return false;
	}

	@Override
	public void run(Recorded recorded, Runnable call) {
		// Records of before have none
		runAs(Objects.requireNonNullElse(recorded.tenant(), "none"), call);
	}

}
