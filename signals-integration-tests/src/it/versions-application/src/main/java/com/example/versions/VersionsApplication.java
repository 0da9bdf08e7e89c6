package com.example.versions;

import org.hibernate.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootApplication
public class VersionsApplication {

	private static final Logger logger = LoggerFactory.getLogger("versions");

	public static void main(String[] args) {
		SpringApplication.run(VersionsApplication.class, args);
	}

	static void say(String text) {
		logger.info(text);
	}

	@Bean
	ApplicationRunner live(BookService service, JdbcTemplate jdbc) {
		return (args) -> {
			say("Boot " + SpringBootVersion.getVersion() + ", Hibernate " + Version.getVersionString());
			Linkage.missing().forEach((missing) -> say("missing " + missing));
			service.create();
			service.changeWhatIsManaged();
			service.writeManyAtOnce();
			service.writeWithoutPersistenceContext();
			service.delete();
			service.writeNotes();
			jdbc.queryForList("select title, slug, (select listagg(tags, '+') within group (order by tags) from book_tags"
					+ " where book_id = id) tags from book order by title")
				.forEach((row) -> say("book " + row.values()));
			say("notes " + jdbc.queryForList("select text from note order by text", String.class));
		};
	}

}
