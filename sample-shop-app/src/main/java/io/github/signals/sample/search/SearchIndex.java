package io.github.signals.sample.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.PreDestroy;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;

import org.springframework.stereotype.Component;

/**
 * A Lucene index in memory. What is added can be found by the next search.
 */
@Component
class SearchIndex {

	private static final int MOST_RESULTS = 20;

	private final SearchQueries queries = new SearchQueries(new StandardAnalyzer());

	private final IndexWriter writer;

	private final SearcherManager searchers;

	SearchIndex() throws IOException {
		this.writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(this.queries.analyzer()));
		this.searchers = new SearcherManager(this.writer, null);
	}

	/**
	 * Add an entity, or replace it.
	 * @param entity its name
	 * @param searchable the entity
	 */
	void put(String entity, Searchable searchable) {
		Document document = new Document();
		document.add(new StringField("key", key(entity, searchable.getId()), Store.NO));
		document.add(new StringField("entity", entity, Store.YES));
		document.add(new StringField("id", searchable.getId().toString(), Store.YES));
		document.add(new TextField(SearchQueries.TEXT, searchable.getSearchText(), Store.YES));
		try {
			this.writer.updateDocument(new Term("key", key(entity, searchable.getId())), document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void remove(String entity, Searchable searchable) {
		try {
			this.writer.deleteDocuments(new Term("key", key(entity, searchable.getId())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String key(String entity, Long id) {
		return entity + " " + id;
	}

	/**
	 * Find the entities whose text has all words, or words that begin with them.
	 * @param words the words
	 * @return the best results first
	 */
	List<SearchResult> search(String words) {
		try {
			this.searchers.maybeRefreshBlocking();
			IndexSearcher searcher = this.searchers.acquire();
			try {
				return search(searcher, this.queries.parse(words));
			}
			finally {
				this.searchers.release(searcher);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<SearchResult> search(IndexSearcher searcher, Query query) throws IOException {
		List<SearchResult> results = new ArrayList<>();
		for (ScoreDoc hit : searcher.search(query, MOST_RESULTS).scoreDocs) {
			Document document = searcher.storedFields().document(hit.doc);
			results.add(new SearchResult(document.get("entity"), Long.parseLong(document.get("id")),
					document.get(SearchQueries.TEXT)));
		}
		return results;
	}

	@PreDestroy
	void close() throws IOException {
		this.searchers.close();
		this.writer.close();
	}

}
