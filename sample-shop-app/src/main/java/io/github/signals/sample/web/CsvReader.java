package io.github.signals.sample.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Reads rows from CSV with a header line. Either all rows are valid, or none is returned.
 */
@Component
public class CsvReader {

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder()
		.setHeader()
		.setSkipHeaderRecord(true)
		.setTrim(true)
		.get();

	private final Validator validator;

	CsvReader(Validator validator) {
		this.validator = validator;
	}

	/**
	 * Read and validate all rows.
	 * @param <T> the type of a row
	 * @param csv the header and the rows
	 * @param mapper creates a row from its values, keyed by column name
	 * @return the rows
	 */
	public <T> List<T> read(String csv, Function<Map<String, String>, T> mapper) {
		List<T> rows = parse(csv).stream().map(CSVRecord::toMap).map(mapper).toList();
		Map<String, String> errors = new TreeMap<>();
		for (int i = 0; i < rows.size(); i++) {
			for (ConstraintViolation<T> violation : this.validator.validate(rows.get(i))) {
				errors.put("rows[%d].%s".formatted(i, violation.getPropertyPath()), violation.getMessage());
			}
		}
		if (!errors.isEmpty()) {
			throw new InvalidFieldsException(errors);
		}
		return rows;
	}

	private static List<CSVRecord> parse(String csv) {
		try (CSVParser parser = CSVParser.parse(csv, FORMAT)) {
			return parser.getRecords();
		}
		catch (IOException | UncheckedIOException | IllegalArgumentException ex) {
			throw new ErrorResponseException(HttpStatus.BAD_REQUEST,
					ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The body is not valid CSV"), ex);
		}
	}

}
