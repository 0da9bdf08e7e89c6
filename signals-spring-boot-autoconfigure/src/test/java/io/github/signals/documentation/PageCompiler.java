package io.github.signals.documentation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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

import org.springframework.util.ClassUtils;

/**
 * Compiles the Java blocks of all pages together, in memory, each page in a package of
 * its own and with the imports that a reader's IDE would add. What the pages do not show
 * of the shop is in a package that all of them import.
 */
final class PageCompiler {

	private static final String ROOT = "pages";

	static final String SHOP = ROOT + ".shop";

	/** In one line, so that messages have the line numbers of the block. */
	private static final String IMPORTS = String.join(" ", "import io.github.signals.*;",
			"import io.github.signals.test.*;", "import " + SHOP + ".*;",
			"import static org.assertj.core.api.Assertions.assertThat;",
			"import static org.awaitility.Awaitility.await;", "import jakarta.persistence.CascadeType;",
			"import jakarta.persistence.Entity;", "import jakarta.persistence.ManyToOne;",
			"import jakarta.persistence.OneToMany;", "import jakarta.persistence.GeneratedValue;",
			"import jakarta.persistence.Id;", "import java.lang.annotation.ElementType;",
			"import java.lang.annotation.Retention;", "import java.lang.annotation.RetentionPolicy;",
			"import java.lang.annotation.Target;", "import java.math.BigDecimal;", "import java.time.Duration;",
			"import java.time.Instant;", "import java.util.ArrayList;", "import java.util.List;",
			"import java.util.Locale;", "import java.util.Map;", "import java.util.Set;",
			"import org.junit.jupiter.api.Test;", "import org.slf4j.Logger;", "import org.slf4j.LoggerFactory;",
			"import java.net.URI;", "import java.net.http.HttpClient;", "import java.net.http.HttpRequest;",
			"import java.net.http.HttpResponse;", "import java.net.http.HttpResponse.BodyHandlers;",
			"import java.util.concurrent.ConcurrentHashMap;", "import java.util.concurrent.CompletableFuture;",
			"import java.util.concurrent.CompletionStage;", "import org.hibernate.annotations.SoftDelete;",
			"import org.springframework.beans.factory.annotation.Autowired;",
			"import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;",
			"import org.springframework.boot.test.context.SpringBootTest;",
			"import org.springframework.cache.annotation.CacheEvict;",
			"import org.springframework.context.annotation.Bean;",
			"import org.springframework.context.annotation.Configuration;",
			"import org.springframework.context.annotation.Import;",
			"import org.springframework.context.event.EventListener;",
			"import org.springframework.context.i18n.LocaleContextHolder;",
			"import org.springframework.core.annotation.AliasFor;",
			"import org.springframework.data.jpa.repository.JpaRepository;",
			"import org.springframework.data.jpa.repository.Modifying;",
			"import org.springframework.data.jpa.repository.Query;", "import org.springframework.stereotype.Component;",
			"import org.springframework.stereotype.Service;",
			"import org.springframework.transaction.annotation.Propagation;",
			"import org.springframework.transaction.annotation.Transactional;",
			"import org.springframework.transaction.event.TransactionalEventListener;",
			"import org.springframework.transaction.interceptor.TransactionAspectSupport;") + " ";

	/** Its sources, where its module is built after this one. */
	private static final Path TEST_KIT = Page.ROOT.resolve("signals-spring-boot-test/src/main/java");

	private final Map<String, Output> classes = new TreeMap<>();

	private final List<String> problems = new ArrayList<>();

	static PageCompiler compile(List<Page> pages) {
		List<JavaFileObject> sources = new ArrayList<>();
		pages.forEach((page) -> page.blocks("java")
			.forEach((line, block) -> sources.add(new Source(page + ", line " + line,
					page.packageName() + ".Line" + line, "package " + page.packageName() + "; " + IMPORTS + block))));
		sources.add(new Source("the shop", SHOP + ".Shop", "package " + SHOP + "; " + resource("Shop.java")));
		sources.add(new Source("the application", ROOT + ".ShopApplication",
				"package " + ROOT + "; " + resource("ShopApplication.java")));
		PageCompiler result = new PageCompiler();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try (StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT,
				StandardCharsets.UTF_8)) {
			List<String> options = List.of("-proc:none", "-parameters", "-classpath",
					System.getProperty("java.class.path"));
			try (Stream<Path> testKit = Files.walk(TEST_KIT)) {
				standard.getJavaFileObjectsFromPaths(testKit.filter(Files::isRegularFile).toList())
					.forEach(sources::add);
			}
			compiler.getTask(null, result.new Outputs(standard), diagnostics, options, null, sources).call();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		diagnostics.getDiagnostics().forEach(result::add);
		return result;
	}

	private static String resource(String name) {
		try (InputStream source = PageCompiler.class.getResourceAsStream("/documentation/" + name)) {
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

	/**
	 * Write all classes, for those who look for them in directories.
	 */
	void writeTo(Path directory) throws IOException {
		for (Map.Entry<String, Output> output : this.classes.entrySet()) {
			Path file = directory.resolve(output.getKey().replace('.', '/') + ".class");
			Files.createDirectories(file.getParent());
			Files.write(file, output.getValue().bytes.toByteArray());
		}
	}

	/**
	 * Return the classes of a page, and those of the shop that it does not have itself.
	 */
	List<Class<?>> load(Page page) {
		ClassLoader loader = new Loader();
		Map<String, Class<?>> loaded = new TreeMap<>();
		for (String packageName : List.of(SHOP, page.packageName())) {
			for (String name : this.classes.keySet()) {
				if (ClassUtils.getPackageName(name).equals(packageName)) {
					loaded.put(ClassUtils.getShortName(name), ClassUtils.resolveClassName(name, loader));
				}
			}
		}
		return List.copyOf(loaded.values());
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String place;

		private final String text;

		Source(String place, String name, String text) {
			super(URI.create("page:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
			this.place = place;
			this.text = text;
		}

		@Override
		public String getName() {
			return this.place;
		}

		@Override
		public boolean isNameCompatible(String simpleName, Kind kind) {
			return !simpleName.endsWith("-info");
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.text;
		}

	}

	private static final class Output extends SimpleJavaFileObject {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		Output(String name) {
			super(URI.create("page:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
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
			return PageCompiler.this.classes.computeIfAbsent(name, Output::new);
		}

	}

	private final class Loader extends ClassLoader {

		Loader() {
			super(PageCompiler.class.getClassLoader());
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			Output output = PageCompiler.this.classes.get(name);
			if (output == null) {
				throw new ClassNotFoundException(name);
			}
			byte[] bytes = output.bytes.toByteArray();
			return defineClass(name, bytes, 0, bytes.length);
		}

	}

}
