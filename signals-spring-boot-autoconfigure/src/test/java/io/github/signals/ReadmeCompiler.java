package io.github.signals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the Java blocks of the README together, in memory, in one package and with the
 * imports that a reader's IDE would add.
 */
final class ReadmeCompiler {

	/** In one line, so that messages have the line numbers of the block. */
	private static final String PREAMBLE = "package readme; " + String.join(" ", "import io.github.signals.*;",
			"import io.github.signals.test.*;", "import static org.assertj.core.api.Assertions.assertThat;",
			"import java.lang.annotation.ElementType;", "import java.lang.annotation.Retention;",
			"import java.lang.annotation.RetentionPolicy;", "import java.lang.annotation.Target;",
			"import java.math.BigDecimal;", "import java.math.RoundingMode;", "import java.util.ArrayList;",
			"import java.util.List;", "import java.util.Locale;", "import java.util.Map;",
			"import org.springframework.context.i18n.LocaleContextHolder;", "import org.junit.jupiter.api.Test;",
			"import org.slf4j.Logger;", "import org.slf4j.LoggerFactory;",
			"import org.springframework.beans.factory.annotation.Autowired;",
			"import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;",
			"import org.springframework.boot.test.context.SpringBootTest;",
			"import org.springframework.context.annotation.Import;",
			"import org.springframework.transaction.annotation.Transactional;",
			"import org.springframework.core.annotation.AliasFor;", "import org.springframework.stereotype.Component;",
			"import org.springframework.stereotype.Service;",
			"import org.springframework.transaction.event.TransactionalEventListener;") + " ";

	/** From its sources, as its module is built after this one. */
	private static final String TEST_KIT = Readme.ROOT.resolve("signals-spring-boot-test/src/main/java").toString();

	private final Map<String, Output> classes = new TreeMap<>();

	private final List<String> problems = new ArrayList<>();

	static ReadmeCompiler compile(Map<Integer, String> blocks) {
		List<JavaFileObject> sources = new ArrayList<>();
		blocks.forEach((line, block) -> sources.add(new Source("Line" + line, PREAMBLE + block)));
		sources.add(new Source("Fixtures", "package readme; " + fixtures()));
		ReadmeCompiler result = new ReadmeCompiler();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try (StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT,
				StandardCharsets.UTF_8)) {
			List<String> options = List.of("-proc:none", "-parameters", "-classpath",
					System.getProperty("java.class.path"), "-sourcepath", TEST_KIT);
			compiler.getTask(null, result.new Outputs(standard), diagnostics, options, null, sources).call();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		diagnostics.getDiagnostics().forEach(result::add);
		return result;
	}

	private static String fixtures() {
		try (InputStream source = ReadmeCompiler.class.getResourceAsStream("/readme/Fixtures.java")) {
			return new String(source.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void add(Diagnostic<? extends JavaFileObject> diagnostic) {
		if (diagnostic.getKind() != Diagnostic.Kind.NOTE) {
			String block = (diagnostic.getSource() != null) ? diagnostic.getSource().getName() : "";
			this.problems.add(block + ", its line " + diagnostic.getLineNumber() + ": " + diagnostic.getMessage(null));
		}
	}

	/**
	 * Return what the compiler did not like: errors and warnings.
	 */
	List<String> problems() {
		return this.problems;
	}

	List<Class<?>> load() {
		ClassLoader loader = new Loader();
		List<Class<?>> loaded = new ArrayList<>();
		for (String name : this.classes.keySet()) {
			if (name.startsWith("readme.")) {
				loaded.add(load(loader, name));
			}
		}
		return loaded;
	}

	private static Class<?> load(ClassLoader loader, String name) {
		try {
			return loader.loadClass(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String text;

		Source(String name, String text) {
			super(URI.create("readme:///readme/" + name + ".java"), Kind.SOURCE);
			this.text = text;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

	private static final class Output extends SimpleJavaFileObject {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		Output(String name) {
			super(URI.create("readme:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
		}

		@Override
		public OutputStream openOutputStream() {
			return this.bytes;
		}

	}

	private final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {

		Outputs(JavaFileManager standard) {
			super(standard);
		}

		@Override
		public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind,
				FileObject sibling) {
			return ReadmeCompiler.this.classes.computeIfAbsent(name, Output::new);
		}

	}

	private final class Loader extends ClassLoader {

		Loader() {
			super(ReadmeCompiler.class.getClassLoader());
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			Output output = ReadmeCompiler.this.classes.get(name);
			if (output == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] bytes = output.bytes.toByteArray();
			return defineClass(name, bytes, 0, bytes.length);
		}

	}

}
