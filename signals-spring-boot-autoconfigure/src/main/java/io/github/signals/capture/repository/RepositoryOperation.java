package io.github.signals.capture.repository;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.annotation.QueryAnnotation;
import org.springframework.data.repository.core.RepositoryInformation;
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

	static RepositoryOperation of(Method method, RepositoryInformation information, StoreKind kind) {
		if (information.isBaseClassMethod(method)) {
			return ofBaseClass(information.getTargetClassMethod(method));
		}
		if (kind == StoreKind.JPA && information.isQueryMethod(method) && isDerivedDelete(method, information)) {
			return DELETE_DERIVED;
		}
		return NONE;
	}

	private static RepositoryOperation ofBaseClass(Method method) {
		Class<?> argument = (method.getParameterCount() == 1) ? method.getParameterTypes()[0] : null;
		return switch (method.getName()) {
			case "save", "saveAndFlush" -> (argument != null) ? SAVE : NONE;
			case "saveAll", "saveAllAndFlush" -> isIterable(argument) ? SAVE_ALL : NONE;
			case "delete" -> (argument == Object.class) ? DELETE : NONE;
			case "deleteById" -> (argument != null) ? DELETE_BY_ID : NONE;
			case "deleteAll" -> (argument == null) ? DELETE_ALL : isIterable(argument) ? DELETE_ENTITIES : NONE;
			case "deleteAllById" -> isIterable(argument) ? DELETE_ALL_BY_ID : NONE;
			default -> NONE;
		};
	}

	private static boolean isIterable(@Nullable Class<?> argument) {
		return argument == Iterable.class;
	}

	private static boolean isDerivedDelete(Method method, RepositoryInformation information) {
		return method.getName().matches("(delete|remove)(\\p{Lu}.*?)?By.*")
				&& !AnnotatedElementUtils.hasAnnotation(method, QueryAnnotation.class)
				&& new PartTree(method.getName(), information.getDomainType()).isDelete();
	}

}
