import { actAs, post } from './api.js';

const NAMES = ['grace', 'alan', 'barbara', 'edsger', 'katherine', 'linus', 'margaret', 'donald'];

const PRODUCTS = ['Tea', 'Coffee', 'Cups', 'Biscuits', 'Honey', 'Sugar', 'Spoons', 'Milk'];

let customer = null;

const placed = [];

/** The identifiers of the orders that were shipped here. */
export const shipped = [];

let names = 0;

let products = 0;

let dearer = false;

/**
 * The story: each step has the line of code that the sample runs for it, and says what to look for.
 */
export const STEPS = [
	{
		id: 'customer',
		title: 'New customer',
		code: 'users.saveAndFlush(user)',
		hint: 'One save. A receiver adds the profile.',
		run: registerCustomer,
	},
	{
		id: 'order',
		title: 'Place an order',
		code: 'orders.save(new Order(…))',
		hint: 'One save. The email follows later.',
		run: placeOrder,
	},
	{
		id: 'ship',
		title: 'Ship it, and nobody saves',
		code: 'order.ship()',
		hint: 'No save, and yet it is heard.',
		run: shipOrder,
	},
	{
		id: 'fail',
		title: 'Place, then fail',
		code: 'throw new SoldOutException(…)',
		hint: 'Rolled back, and nobody is told.',
		run: failToPlace,
	},
	{
		id: 'reprice',
		title: 'Reprice all books',
		code: 'update Book book set book.price = …',
		hint: 'One statement is one signal.',
		run: repriceBooks,
	},
];

async function registerCustomer() {
	const first = NAMES[names++ % NAMES.length];
	const name = `${first}-${Date.now().toString(36).slice(-5)}`;
	const { ok, body } = await post('api/users', { username: name, email: `${name}@example.org` });
	if (ok) {
		customer = body.id;
		actAs(first);
	}
	return { ok, text: ok ? `${name} has profile ${body.profile.id}` : body.detail };
}

async function orderBody() {
	if (customer === null) {
		await registerCustomer();
	}
	return { userId: customer ?? 0, product: PRODUCTS[products % PRODUCTS.length], quantity: 1 + products++ % 3 };
}

/** After a restart, the sample does not know the customers of before. */
function forgetCustomerIfGone(status) {
	if (status === 404) {
		customer = null;
	}
}

async function placeOrder() {
	const { ok, status, body, milliseconds } = await post('api/orders', await orderBody());
	if (ok) {
		placed.push(body.id);
	}
	forgetCustomerIfGone(status);
	return { ok, text: ok ? `Order ${body.id} is placed, in ${milliseconds} ms` : body.detail };
}

async function shipOrder() {
	if (placed.length === 0) {
		await placeOrder();
	}
	const id = placed.pop() ?? 0;
	const { ok, body } = await post(`api/orders/${id}/shipment`);
	if (ok) {
		shipped.push(id);
	}
	return { ok, text: ok ? `Order ${id} is ${body.status.toLowerCase()}` : body.detail };
}

async function failToPlace() {
	const { ok, status, body } = await post('api/orders/failing', await orderBody());
	forgetCustomerIfGone(status);
	return { ok: false, text: ok ? 'It did not fail' : `${status}: ${body.detail}` };
}

async function repriceBooks() {
	dearer = !dearer;
	const { ok, body } = await post('api/books/prices', { factor: dearer ? 1.1 : 0.9 });
	return { ok, text: ok ? `${body.changed} books have a new price` : body.detail };
}
