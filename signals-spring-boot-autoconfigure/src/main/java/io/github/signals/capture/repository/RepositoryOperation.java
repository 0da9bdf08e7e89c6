package io.github.signals.capture.repository;

import java.lang.reflect.Method;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.annotation.QueryAnnotation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFragment;
import org.springframework.data.repository.query.parser.PartTree;

/**
 * What a repository method does to entities.
 */
enum RepositoryOperation {

	/** Saves one entity. */
	SAVE,

	/** Saves several entities. */
	SAVE_ALL,

	/** Deletes one entity. */
	DELETE,

	/** Deletes one row by its identifier. */
	DELETE_BY_ID,

	/** Deletes several entities. */
	DELETE_ENTITIES,

	/** Deletes several rows by their identifiers. */
	DELETE_ALL_BY_ID,

	/** Deletes every row. */
	DELETE_ALL,

	/** Loads and deletes what a derived query finds. */
	DELETE_DERIVED,

	/** Neither saves nor deletes in a way that can be seen here. */
	NONE;

	boolean isDelete() {
		return this != SAVE && this != SAVE_ALL && this != NONE;
	}

	static RepositoryOperation of(Method method, RepositoryInformation information) {
		if (AnnotatedElementUtils.hasAnnotation(method, QueryAnnotation.class)) {
			return NONE;
		}
		if (information.isBaseClassMethod(method)) {
			return ofBaseClass(method, information);
		}
		boolean derived = isNamedAsDelete(method) && isQuery(method, information);
		return (derived && new PartTree(method.getName(), information.getDomainType()).isDelete()) ? DELETE_DERIVED
				: NONE;
	}

	/**
	 * Tell the methods apart by name and argument: a method of a fragment, as
	 * {@code save(Draft)}, may look like one of the base class to Spring Data.
	 */
	private static RepositoryOperation ofBaseClass(Method method, RepositoryInformation information) {
		if (method.getParameterCount() != 1) {
			return (method.getParameterCount() == 0 && method.getName().equals("deleteAll")) ? DELETE_ALL : NONE;
		}
		ResolvableType argument = ResolvableType.forMethodParameter(method, 0, information.getRepositoryInterface());
		ResolvableType iterable = argument.as(Iterable.class);
		boolean entity = isEntity(argument, information);
		boolean entities = isEntity(iterable.getGeneric(), information);
		return switch (method.getName()) {
			case "save", "saveAndFlush" -> entity ? SAVE : NONE;
			case "saveAll", "saveAllAndFlush" -> entities ? SAVE_ALL : NONE;
			case "delete" -> entity ? DELETE : NONE;
			case "deleteById" -> DELETE_BY_ID;
			case "deleteAll" -> entities ? DELETE_ENTITIES : NONE;
			case "deleteAllById" -> (iterable != ResolvableType.NONE) ? DELETE_ALL_BY_ID : NONE;
			default -> NONE;
		};
	}

	private static boolean isEntity(ResolvableType argument, RepositoryInformation information) {
		Class<?> type = argument.resolve();
		Class<?> domainType = information.getDomainType();
		return type != null && (type.isAssignableFrom(domainType) || domainType.isAssignableFrom(type));
	}

	static boolean isNamedAsDelete(Method method) {
		return method.getName().matches("(delete|remove)(\\p{Lu}.*?)?By.*");
	}

	/**
	 * Ahead of time, Spring Data turns queries into methods of a fragment.
	 */
	private static boolean isQuery(Method method, RepositoryInformation information) {
		return information.isQueryMethod(method) || information.getRepositoryComposition()
			.getFragments()
			.stream()
			.anyMatch((fragment) -> isGenerated(fragment) && fragment.hasMethod(method));
	}

	private static boolean isGenerated(RepositoryFragment<?> fragment) {
		Class<?> type = fragment.getImplementationClass().orElse(null);
		Class<?> parent = (type != null) ? type.getSuperclass() : null;
		return parent != null && parent.getSimpleName().equals("AotRepositoryFragmentSupport");
	}

}
