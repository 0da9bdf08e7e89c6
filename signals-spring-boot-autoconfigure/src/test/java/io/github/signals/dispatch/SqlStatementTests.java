package io.github.signals.dispatch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.signals.BulkWrite.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is read in the text of a statement.
 */
// S8
class SqlStatementTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			update product set price = 1 | UPDATE
			 delete from Product where price > 1 | DELETE
			insert into product (id) values (1) | INSERT
			merge into product using other on (a = b) when matched then delete | INSERT
			update shop."PRODUCT" set name = 'delete from other' | UPDATE
			/* a comment: update other */ delete from product | DELETE
			with old as (select id from other) delete from product where id in (select id from old) | DELETE
			with a as (select (1)), b as (select 'x)' from other) update product set name = (select 1) | UPDATE
			with old as (select 1) insert into product select * from old | INSERT
			""")
	void tellsWhatIsWritten(String sql, Operation operation) {
		assertThat(SqlStatement.of(sql)).isEqualTo(new SqlStatement(operation, "product"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "select * from product for update", "call raise('update product')",
			"create table product (id int)", "with a as (select 1) select * from product for update", "", "updates" })
	void tellsNothingOfOtherStatements(String sql) {
		assertThat(SqlStatement.of(sql)).isNull();
	}

}
