package io.github.signals.capture.persistence.oracle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a history is made of, and what is compared.
 * {@code -Dsignals.oracle.kinds=DETACHED,LAZY} leaves the others out, to tell which one
 * fails.
 */
enum Kind {

	/** What each history has. */
	BASIC,

	/** Saves of detached copies, of which not everything was read. */
	DETACHED,

	/** Attributes that Hibernate does not write. */
	UNWRITTEN,

	/** The version alone is no net change. */
	VERSION,

	/** Collections that are replaced. */
	REPLACED,

	/** Attributes that are lazy in enhanced classes. */
	LAZY,

	/** An attribute whose class has no {@code equals}. */
	NO_EQUALS,

	/** A receiver before saves that queries or flushes, and one that counts. */
	QUERYING,

	/** An owner is removed, something else is changed, and a query follows. */
	OWNER_REMOVAL,

	/** Receivers in a bean, of entities without a repository. */
	NO_REPOSITORY,

	/** Receivers in a bean, of a subclass without a repository, or of its attribute. */
	SUBCLASS,

	/** Stateless sessions with a transaction of their own. */
	STATELESS,

	/** Entity managers with a transaction of their own. */
	OWN_SESSION,

	/** Commits that fail. */
	FAILING_COMMIT,

	/** A synchronization of somebody else that writes before the commit. */
	FOREIGN_WRITE,

	/** What is heard after a rollback is compared. */
	ROLLBACK,

	/** What is heard before a commit is compared. */
	BEFORE_COMMIT,

	/** What receivers of lists hear is compared. */
	LISTS,

	/** What is heard of parts as their whole is compared. */
	PARTS,

	/** How often receivers in the transaction are called is compared. */
	ONCE;

	/**
	 * Return what was asked for.
	 */
	static Set<Kind> chosen() {
		String names = System.getProperty("signals.oracle.kinds");
		if (names == null) {
			return EnumSet.allOf(Kind.class);
		}
		Set<Kind> kinds = Arrays.stream(names.split(","))
			.filter((name) -> !name.isBlank())
			.map((name) -> valueOf(name.trim()))
			.collect(Collectors.toSet());
		kinds.add(BASIC);
		return kinds;
	}

}
