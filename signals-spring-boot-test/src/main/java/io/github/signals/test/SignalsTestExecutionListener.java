package io.github.signals.test;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.util.Assert;

import io.github.signals.Mute;
import io.github.signals.dispatch.CallRecorder;
import io.github.signals.dispatch.DispatchScope;

/**
 * Opens a record and the mute and import scopes around each test that needs them, and has
 * durable calls made inline.
 */
final class SignalsTestExecutionListener extends AbstractTestExecutionListener {

	/**
	 * Before the transaction of the test begins, and thus after it has ended.
	 */
	static final int ORDER = 1850;

	private static final String END = SignalsTestExecutionListener.class.getName() + ".end";

	private static final String INLINE = SignalsTestExecutionListener.class.getName() + ".inline";

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		boolean recording = TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), RecordSignals.class);
		boolean importing = has(ImportScope.class, test);
		List<Mute> mutes = mutes(test.getTestClass(), test.getTestMethod());
		MutedReceivers.check(test, mutes);
		if (recording || importing || !mutes.isEmpty()) {
			List<SignalsRecorder> recorders = recording ? recorders(test.getApplicationContext()) : List.of();
			test.setAttribute(END, open(recorders, importing, mutes));
		}
		if (has(DurableInline.class, test)) {
			beginInline(test);
		}
	}

	/**
	 * Begin to make durable calls inline, in the application context and its parents.
	 */
	private static void beginInline(TestContext test) {
		List<Runnable> ends = new ArrayList<>();
		test.setAttribute(INLINE, (Runnable) () -> ends.forEach(Runnable::run));
		test.getApplicationContext()
			.getBeanProvider(CallRecorder.class)
			.stream()
			.forEach((recorder) -> ends.add(recorder.beginInline()));
	}

	private static boolean has(Class<? extends Annotation> annotation, TestContext test) {
		return TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), annotation)
				|| AnnotatedElementUtils.hasAnnotation(test.getTestMethod(), annotation);
	}

	private static Runnable open(List<SignalsRecorder> recorders, boolean importing, List<Mute> mutes) {
		if (recorders.isEmpty()) {
			return DispatchScope.open(DispatchScope.bearer(), importing, mutes);
		}
		TestRecord record = new TestRecord(recorders.get(0));
		Runnable end = SignalsRecorder.begin(record, recorders);
		Runnable close = DispatchScope.open(record, importing, mutes);
		return () -> {
			close.run();
			end.run();
		};
	}

	private static List<SignalsRecorder> recorders(ApplicationContext context) {
		List<SignalsRecorder> recorders = new ArrayList<>();
		for (ApplicationContext current = context; current != null; current = current.getParent()) {
			if (current.containsLocalBean("signalsTestRecorder")) {
				recorders.add(current.getBean(SignalsRecorder.class));
			}
		}
		if (recorders.stream().noneMatch(SignalsRecorder::isConnected)) {
			throw new IllegalStateException("There are no signals to record in this application context, because"
					+ " it does not include SignalsAutoConfiguration. The slices of stores, such as @DataJpaTest,"
					+ " include it; add @ImportAutoConfiguration(SignalsAutoConfiguration.class) to others");
		}
		return recorders;
	}

	private static List<Mute> mutes(Class<?> type, Method method) {
		List<Mute> mutes = new ArrayList<>();
		TestContextAnnotationUtils.getMergedRepeatableAnnotations(type, MuteSignals.class)
			.forEach((each) -> mutes.add(mute(each)));
		AnnotatedElementUtils.getMergedRepeatableAnnotations(method, MuteSignals.class)
			.forEach((each) -> mutes.add(mute(each)));
		return mutes;
	}

	private static Mute mute(MuteSignals annotation) {
		boolean bySender = annotation.senders().length > 0;
		boolean byReceiver = annotation.value().length > 0;
		Assert.state(!bySender || !byReceiver,
				"@MuteSignals takes either uids of receivers or senders, but not both: use two annotations");
		Mute mute = bySender ? Mute.sender(annotation.senders())
				: byReceiver ? Mute.receiver(annotation.value()) : Mute.all();
		return (annotation.signals().length > 0) ? mute.signal(annotation.signals()) : mute;
	}

	@Override
	public void afterTestMethod(TestContext test) {
		if (test.removeAttribute(INLINE) instanceof Runnable end) {
			end.run();
		}
		if (test.removeAttribute(END) instanceof Runnable end) {
			end.run();
		}
	}

}
