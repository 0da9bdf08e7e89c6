package io.github.signals.sample.accounts;

import java.time.LocalDate;
import java.util.Locale;

import io.github.signals.Mute;
import io.github.signals.Signals;
import io.github.signals.sample.web.NotFoundException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Registers and changes users. Receivers take care of their profiles.
 */
@Service
@Transactional
public class AccountService {

	private final UserRepository users;

	private final Signals signals;

	AccountService(UserRepository users, Signals signals) {
		this.users = users;
		this.signals = signals;
	}

	@Transactional(readOnly = true)
	public User get(long id) {
		return this.users.findById(id).orElseThrow(() -> new NotFoundException("user", id));
	}

	@Transactional(readOnly = true)
	public boolean isTaken(String username) {
		return this.users.existsByUsername(username);
	}

	public User register(String username, String email) {
		requireFree(username);
		return save(new User(username, email));
	}

	public User update(long id, String username, String email) {
		User user = get(id);
		if (!user.getUsername().equals(username)) {
			requireFree(username);
		}
		user.rename(username);
		user.changeEmail(email);
		return save(user);
	}

	/**
	 * Describe a user. Only the user is saved here; the receiver {@code
	 * save_user_profile} saves the profile.
	 * @param id the id of the user
	 * @param bio what users say about themselves
	 * @param location where the user lives
	 * @param birthDate when the user was born, if known
	 * @return the user
	 */
	public User describe(long id, String bio, String location, @Nullable LocalDate birthDate) {
		User user = get(id);
		Profile profile = user.getProfile();
		if (profile == null) {
			throw new NotFoundException("profile of a user", id);
		}
		profile.describe(bio, location, birthDate);
		return this.users.save(user);
	}

	/**
	 * Correct a mistyped address, without saving the profile as well.
	 * @param id the id of the user
	 * @param email the correct address
	 * @return the user
	 */
	public User correctEmail(long id, String email) {
		User user = get(id);
		return this.signals.mute(Mute.receiver(UserReceivers.SAVE_USER_PROFILE), () -> {
			user.changeEmail(email);
			return this.users.save(user);
		});
	}

	/**
	 * Delete a user. The profile is deleted by a cascade; receivers of other packages
	 * delete what belongs to the user there, such as the orders.
	 * @param id the id of the user
	 */
	public void delete(long id) {
		this.users.delete(get(id));
	}

	private void requireFree(String username) {
		if (isTaken(username)) {
			throw new DuplicateUsernameException(username, null);
		}
	}

	private User save(User user) {
		try {
			return this.users.saveAndFlush(user);
		}
		catch (DataIntegrityViolationException ex) {
			throw isDuplicateUsername(ex) ? new DuplicateUsernameException(user.getUsername(), ex) : ex;
		}
	}

	private static boolean isDuplicateUsername(DataIntegrityViolationException ex) {
		String message = String.valueOf(ex.getMostSpecificCause().getMessage());
		return message.toLowerCase(Locale.ROOT).contains("uk_app_user_username");
	}

}
