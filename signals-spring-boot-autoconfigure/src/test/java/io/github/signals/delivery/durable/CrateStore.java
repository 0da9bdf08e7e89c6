package io.github.signals.delivery.durable;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import io.github.signals.Changes;
import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDelete;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSave;
import io.github.signals.PostSaveReceiver;
import io.github.signals.autoconfigure.SignalsAutoConfiguration;
import io.github.signals.autoconfigure.durable.SignalsDurableAutoConfiguration;
import io.github.signals.autoconfigure.data.SignalsRepositoryAutoConfiguration;

/**
 * Crates in a table of Spring Data JDBC, with durable receivers and a JSON mapper that
 * knows more than others.
 */
@Configuration(proxyBeanMethods = false)
@EnableJdbcRepositories(considerNestedRepositories = true, basePackageClasses = CrateStore.class)
@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
		JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
		DataJdbcRepositoriesAutoConfiguration.class, SignalsAutoConfiguration.class,
		SignalsDurableAutoConfiguration.class, SignalsRepositoryAutoConfiguration.class })
class CrateStore {

	static final String[] SCHEMA = { "drop table if exists crate",
			"create table crate (id serial primary key, name varchar(100), width int, height int)" };

	@Bean
	String crateSchema(JdbcTemplate jdbc) {
		jdbc.batchUpdate(SCHEMA);
		return "crate";
	}

	@Bean
	Script script() {
		return new Script();
	}

	@Bean
	CrateReceivers crateReceivers(Script script) {
		return new CrateReceivers(script);
	}

	@Bean
	JsonMapper jsonMapper() {
		return JsonMapper.builder().addMixIn(Badge.class, BadgeAsJson.class).build();
	}

	interface Crates extends ListCrudRepository<Crate, Long> {

		/**
		 * Save in the transaction that there is, or in none.
		 */
		@Override
		@Transactional(propagation = Propagation.SUPPORTS)
		<S extends Crate> S save(S crate);

	}

	@Table
	record Crate(@Id @Nullable Long id, String name, @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Size size) {

		static Crate of(String name) {
			return new Crate(null, name, new Size(2, 3));
		}

	}

	record Size(int width, int height) {

	}

	/**
	 * Only who is told how can write it as JSON.
	 */
	static final class Badge {

		private final String text;

		Badge(String text) {
			this.text = text;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Badge that && that.text.equals(this.text);
		}

		@Override
		public int hashCode() {
			return this.text.hashCode();
		}

	}

	@JsonAutoDetect(fieldVisibility = Visibility.ANY)
	abstract static class BadgeAsJson {

		@JsonCreator
		BadgeAsJson(@JsonProperty("text") String text) {
		}

	}

	record CrateReceivers(Script script) {

		@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "crate.created")
		void created(PostSave<Crate> saved) {
			this.script.play("crate.created", saved.instance(), Changes.none(), saved.context());
		}

		@PostSaveReceiver(on = On.UPDATED, delivery = Delivery.DURABLE, dispatchUid = "crate.updated")
		void updated(List<PostSave<Crate>> saved) {
			this.script.lists.add(saved.size());
			saved.forEach((each) -> this.script.play("crate.updated", each.instance(), each.changes(), each.context()));
		}

		@PostDeleteReceiver(delivery = Delivery.DURABLE, dispatchUid = "crate.deleted")
		void deleted(List<PostDelete<Crate>> deleted) {
			this.script.lists.add(deleted.size());
			deleted
				.forEach((each) -> this.script.play("crate.deleted", each.instance(), Changes.none(), each.context()));
		}

	}

}
