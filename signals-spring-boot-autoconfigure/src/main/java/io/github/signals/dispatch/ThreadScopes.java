package io.github.signals.dispatch;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The scopes of all threads, of whatever application. It is the thread that keeps its
 * scope; here it is only known, so that neither threads nor classes live longer for it.
 */
final class ThreadScopes {

	private static final Set<Reference<DispatchScope>> KNOWN = ConcurrentHashMap.newKeySet();

	private static final ReferenceQueue<DispatchScope> GONE = new ReferenceQueue<>();

	private ThreadScopes() {
	}

	/**
	 * Get to know the scope of a thread, once for each.
	 */
	static DispatchScope add(DispatchScope scope) {
		forget();
		KNOWN.add(new WeakReference<>(scope, GONE));
		return scope;
	}

	static void forEach(Consumer<DispatchScope> look) {
		forget();
		for (Reference<DispatchScope> reference : KNOWN) {
			DispatchScope scope = reference.get();
			if (scope != null) {
				look.accept(scope);
			}
		}
	}

	private static void forget() {
		for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
			KNOWN.remove(gone);
		}
	}

}
