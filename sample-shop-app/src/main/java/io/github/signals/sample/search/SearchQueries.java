package io.github.signals.sample.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Makes queries of what people type. Nothing that they type is syntax.
 *
 * @param analyzer splits text into words
 */
record SearchQueries(Analyzer analyzer) {

	static final String TEXT = "text";

	/**
	 * Make a query for all words. A word that matches completely counts more than one
	 * that is only the beginning of another.
	 */
	Query parse(String words) throws IOException {
		BooleanQuery.Builder query = new BooleanQuery.Builder();
		for (String word : split(words)) {
			Term term = new Term(TEXT, word);
			query.add(new PrefixQuery(term), Occur.MUST).add(new TermQuery(term), Occur.SHOULD);
		}
		return query.build();
	}

	private List<String> split(String text) throws IOException {
		List<String> words = new ArrayList<>();
		try (TokenStream tokens = this.analyzer.tokenStream(TEXT, text)) {
			CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
			tokens.reset();
			while (tokens.incrementToken()) {
				words.add(word.toString());
			}
			tokens.end();
		}
		return words;
	}

}
