package io.github.signals.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A node in a process of its own, which can be killed.
 */
final class DurableNodeProcess implements AutoCloseable {

	private static final int READY = 'r';

	private final Process process;

	/**
	 * Start it, beside a node that has created the tables.
	 */
	DurableNodeProcess(String url) {
		try {
			this.process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx512m", "-cp", System.getProperty("java.class.path"), DurableNodeProcess.class.getName(), url)
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			if (this.process.getInputStream().read() != READY) {
				throw new IllegalStateException("The other node does not start");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kill it.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	/**
	 * Make calls until this process is killed, or the one that has started it ends.
	 * @param arguments where the database is
	 * @throws IOException if the other one cannot be reached
	 */
	public static void main(String[] arguments) throws IOException {
		new DurableNode(DurableVariant.SIGNALS, arguments[0], false, new Deliveries(), ReceiverWork.WAIT);
		System.out.write(READY);
		System.out.flush();
		System.exit(System.in.read());
	}

}
