package io.github.signals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds what one can read at a time: how long files and methods are.
 */
class CodeShapeTests {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final int LONGEST_FILE = 250;

	private static final int LONGEST_METHOD = 30;

	/**
	 * Files that may be longer, how long, and why.
	 */
	private static final Map<String, Integer> LONG_FILES = Map.of(
			// A value of the API: each method has its contract, and they share four maps.
			"Changes.java", 370,
			// All that is asked of the entities of JPA, a method for each question.
			"HibernateEntities.java", 260,
			// All that others ask of who is connected, one line of code to ten of
			// contract.
			"ReceiverRegistry.java", 400,
			// A method for each attribute of the annotations.
			"ReceiverSpec.java", 580,
			// The facade: two lines of code to ten of contract.
			"Signals.java", 310,
			// A getter and a setter for each key, and its text in the manual.
			"SignalsDurableProperties.java", 300, "SignalsProperties.java", 330);

	@Test
	void filesAreNotLongerThanOneCanRead() throws IOException {
		List<String> tooLong = new ArrayList<>();
		for (Path source : sources()) {
			int lines = Files.readAllLines(source).size();
			if (lines > LONG_FILES.getOrDefault(source.getFileName().toString(), LONGEST_FILE)) {
				tooLong.add(source.getFileName() + ": " + lines);
			}
		}
		assertThat(tooLong).isEmpty();
	}

	@Test
	void filesThatMayBeLongerAreLonger() throws IOException {
		List<String> longFiles = new ArrayList<>();
		for (Path source : sources()) {
			if (Files.readAllLines(source).size() > LONGEST_FILE) {
				longFiles.add(source.getFileName().toString());
			}
		}
		assertThat(longFiles).containsAll(LONG_FILES.keySet());
	}

	@Test
	void methodsAreNotLongerThanOneCanRead() throws IOException {
		List<String> tooLong = new ArrayList<>();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
					files.getJavaFileObjectsFromPaths(sources()));
			for (CompilationUnitTree unit : task.parse()) {
				new MethodLengths(unit, Trees.instance(task).getSourcePositions(), tooLong).scan(unit, null);
			}
		}
		assertThat(tooLong).isEmpty();
	}

	private static List<Path> sources() throws IOException {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).sorted().toList();
			assertThat(sources).hasSizeGreaterThan(100);
			return sources;
		}
	}

	/**
	 * Finds the methods whose bodies are too long, from the first brace to the last.
	 */
	private static final class MethodLengths extends TreePathScanner<Void, Void> {

		private final CompilationUnitTree unit;

		private final SourcePositions positions;

		private final List<String> tooLong;

		MethodLengths(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
			this.unit = unit;
			this.positions = positions;
			this.tooLong = tooLong;
		}

		@Override
		public Void visitMethod(MethodTree method, Void unused) {
			if (method.getBody() != null) {
				LineMap lines = this.unit.getLineMap();
				long first = lines.getLineNumber(this.positions.getStartPosition(this.unit, method.getBody()));
				long last = lines.getLineNumber(this.positions.getEndPosition(this.unit, method.getBody()));
				if (last - first + 1 > LONGEST_METHOD) {
					this.tooLong
						.add(this.unit.getSourceFile().getName() + " " + method.getName() + ": " + (last - first + 1));
				}
			}
			return super.visitMethod(method, unused);
		}

	}

}
