package io.github.signals.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The routes that are known already, by their sender. Every signal is looked up here, so
 * that a reader takes no lock and only compares references: a place is filled once, with
 * what is immutable, and a table that is half full is replaced. A reader that comes too
 * early finds nothing, and then adds what is there already.
 */
final class RouteTable {

	private @Nullable SenderRoutes[] places = new @Nullable SenderRoutes[16];

	private int size;

	/**
	 * Return the routes of a sender, or {@code null} if they are not known yet.
	 */
	@Nullable SenderRoutes get(Class<?> sender) {
		@Nullable SenderRoutes[] places = this.places;
		int place = first(places, sender);
		SenderRoutes routes = places[place];
		while (routes != null && routes.sender() != sender) {
			place = next(places, place);
			routes = places[place];
		}
		return routes;
	}

	/**
	 * Keep routes, unless others of the sender are known already.
	 * @return those that are known now
	 */
	synchronized SenderRoutes add(SenderRoutes routes) {
		SenderRoutes known = get(routes.sender());
		if (known != null) {
			return known;
		}
		this.size++;
		if (this.size > this.places.length / 2) {
			this.places = grown(this.places);
		}
		put(this.places, routes);
		return routes;
	}

	private static @Nullable SenderRoutes[] grown(@Nullable SenderRoutes[] places) {
		@Nullable SenderRoutes[] grown = new @Nullable SenderRoutes[2 * places.length];
		for (SenderRoutes routes : places) {
			if (routes != null) {
				put(grown, routes);
			}
		}
		return grown;
	}

	private static void put(@Nullable SenderRoutes[] places, SenderRoutes routes) {
		int place = first(places, routes.sender());
		while (places[place] != null) {
			place = next(places, place);
		}
		places[place] = routes;
	}

	private static int first(@Nullable SenderRoutes[] places, Class<?> sender) {
		return sender.hashCode() & (places.length - 1);
	}

	private static int next(@Nullable SenderRoutes[] places, int place) {
		return (place + 1) & (places.length - 1);
	}

}
