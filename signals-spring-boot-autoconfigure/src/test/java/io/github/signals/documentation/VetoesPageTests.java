package io.github.signals.documentation;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.data.repository.CrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.ThrowingConsumer;

import io.github.signals.Delivery;
import io.github.signals.ReceiverException;
import io.github.signals.ReceiverSpec;
import io.github.signals.Signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs what the page on vetoes shows, and looks at the rows.
 */
class VetoesPageTests {

	private static final Page PAGE = Page.read("docs/vetoes.md");

	private static List<Class<?>> types;

	@BeforeAll
	static void compile() {
		types = PageCompiler.compile(List.of(PAGE)).load(PAGE);
	}

	private static void run(ThrowingConsumer<Shop> test) {
		new PageApplication(PAGE, types).runner()
			.withPropertyValues("spring.jpa.hibernate.ddl-auto=create")
			.run((context) -> test.accept(new Shop(context)));
	}

	@Test
	void aVetoUndoesTheWholeTransaction() {
		run((shop) -> {
			assertThatExceptionOfType(ReceiverException.class)
				.isThrownBy(() -> shop.transaction().executeWithoutResult((status) -> {
					shop.orders().save(shop.order(1));
					shop.orders().save(shop.order(101));
				}))
				.withMessageContaining("order-limit")
				.havingCause()
				.withMessage("At most 100 pieces");
			assertThat(shop.rows("shop_order")).isZero();
		});
	}

	@Test
	void aTransactionForEachKeepsTheOthers() {
		run((shop) -> {
			List<Object> orders = List.of(shop.order(1), shop.order(101), shop.order(2));
			assertThat(shop.<List<Object>>call("orderImport", "load", orders)).containsExactly(orders.get(1));
			assertThat(shop.rows("shop_order")).isEqualTo(2);
		});
	}

	@Test
	void toCatchTheExceptionDoesNotHelp() {
		run((shop) -> {
			assertThatExceptionOfType(UnexpectedRollbackException.class)
				.isThrownBy(() -> shop.transaction().executeWithoutResult((status) -> {
					shop.orders().save(shop.order(1));
					assertThatExceptionOfType(ReceiverException.class)
						.isThrownBy(() -> shop.orders().save(shop.order(101)));
				}));
			assertThat(shop.rows("shop_order")).isZero();
		});
	}

	@Test
	void validationBeforeTheCallLeavesNothingToUndo() {
		run((shop) -> {
			assertThat(shop.<Boolean>call("orderDesk", "place", shop.order(101))).isFalse();
			assertThat(shop.<Boolean>call("orderDesk", "place", shop.order(100))).isTrue();
			assertThat(shop.rows("shop_order")).isEqualTo(1);
		});
	}

	@Test
	void setRollbackOnlyGoesOnAndWritesNothing() {
		run((shop) -> {
			List<String> heard = new ArrayList<>();
			for (Delivery delivery : List.of(Delivery.IN_TRANSACTION, Delivery.AFTER_COMMIT, Delivery.AFTER_ROLLBACK)) {
				shop.signals()
					.connect(ReceiverSpec.postSave(Object.class).delivery(delivery),
							(saved) -> heard.add(delivery.name()));
			}
			assertThat(shop.<Long>call("orderTrial", "numberAfter", shop.order(1))).isEqualTo(1);
			assertThat(shop.rows("shop_order")).isZero();
			assertThat(heard).containsExactly("IN_TRANSACTION", "AFTER_ROLLBACK");
		});
	}

	@Test
	void setRollbackOnlyInAReceiverIsToldByAnException() {
		run((shop) -> {
			shop.signals()
				.connect(ReceiverSpec.postSave(Object.class),
						(saved) -> TransactionAspectSupport.currentTransactionStatus().setRollbackOnly());
			assertThatExceptionOfType(UnexpectedRollbackException.class).isThrownBy(
					() -> shop.transaction().executeWithoutResult((status) -> shop.orders().save(shop.order(1))));
			assertThat(shop.rows("shop_order")).isZero();
		});
	}

	@Test
	void aSoftDeleteIsSignalledAndKeepsTheRow() {
		run((shop) -> {
			CrudRepository<Object, Long> notes = shop.repository("NoteRepository");
			Object note = notes.save(shop.create("Note", "remember"));
			notes.delete(note);
			assertThat(ReflectionTestUtils.getField(shop.bean("noteReceivers"), "deleted"))
				.isEqualTo(List.of("remember"));
			assertThat(notes.count()).isZero();
			assertThat(shop.rows("note")).isEqualTo(1);
		});
	}

	/**
	 * The application of the page, whose classes only its own class loader knows.
	 */
	private record Shop(ApplicationContext context) {

		Object bean(String name) {
			return this.context.getBeansOfType(Object.class)
				.entrySet()
				.stream()
				.filter((bean) -> bean.getKey().toLowerCase(Locale.ROOT).endsWith(name.toLowerCase(Locale.ROOT)))
				.findFirst()
				.orElseThrow()
				.getValue();
		}

		@SuppressWarnings({ "unchecked", "NullAway" })
		<T> T call(String bean, String method, Object argument) {
			return (T) ReflectionTestUtils.invokeMethod(bean(bean), method, argument);
		}

		Object create(String type, Object... arguments) {
			Class<?> found = types.stream()
				.filter((each) -> each.getSimpleName().equals(type))
				.findFirst()
				.orElseThrow();
			return newInstance(found, arguments);
		}

		Object order(int quantity) {
			Class<?> type = ClassUtils.resolveClassName(PageCompiler.SHOP + ".Order", this.context.getClassLoader());
			return newInstance(type, null, "book", quantity);
		}

		private static Object newInstance(Class<?> type, Object... arguments) {
			Constructor<?> found = Stream.of(type.getDeclaredConstructors())
				.filter((constructor) -> constructor.getParameterCount() == arguments.length)
				.findFirst()
				.orElseThrow();
			return BeanUtils.instantiateClass(found, arguments);
		}

		@SuppressWarnings("unchecked")
		CrudRepository<Object, Long> repository(String name) {
			return (CrudRepository<Object, Long>) this.context.getBean(name);
		}

		CrudRepository<Object, Long> orders() {
			return repository("OrderRepository");
		}

		TransactionTemplate transaction() {
			return new TransactionTemplate(this.context.getBean(PlatformTransactionManager.class));
		}

		Signals signals() {
			return this.context.getBean(Signals.class);
		}

		int rows(String table) {
			Integer rows = new JdbcTemplate(this.context.getBean(DataSource.class))
				.queryForObject("select count(*) from " + table, Integer.class);
			return (rows != null) ? rows : -1;
		}

	}

}
