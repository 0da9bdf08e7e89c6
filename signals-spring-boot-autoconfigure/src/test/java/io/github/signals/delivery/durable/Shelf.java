package io.github.signals.delivery.durable;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import org.hibernate.annotations.SortComparator;

/**
 * An entity whose collections are sorted by comparators.
 */
@Entity
class Shelf {

	@Id
	Long id = 1L;

	@ElementCollection(fetch = FetchType.EAGER)
	@SortComparator(Backwards.class)
	SortedSet<String> labels = new TreeSet<>(new Backwards());

	@ElementCollection(fetch = FetchType.EAGER)
	@SortComparator(Backwards.class)
	SortedMap<String, Integer> counts = new TreeMap<>(new Backwards());

	public static class Backwards implements Comparator<String> {

		@Override
		public int compare(String one, String other) {
			return other.compareTo(one);
		}

	}

}
