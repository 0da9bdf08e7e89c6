package io.github.signals.sample.accounts;

import io.github.signals.Delivery;
import io.github.signals.On;
import io.github.signals.PostDeleteReceiver;
import io.github.signals.PostSaveReceiver;
import io.github.signals.sample.mail.Mails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Welcomes new users and keeps their profiles. Hears of users who are deleted, and of
 * their profiles, which a cascade deletes.
 */
@Component
class UserReceivers {

	static final String SAVE_USER_PROFILE = "save_user_profile";

	private static final Logger logger = LoggerFactory.getLogger(UserReceivers.class);

	private final ProfileRepository profiles;

	private final Mails mails;

	UserReceivers(ProfileRepository profiles, Mails mails) {
		this.profiles = profiles;
		this.mails = mails;
	}

	@PostSaveReceiver(on = On.CREATED)
	@Order(1)
	void logNewUser(User user) {
		logger.info("New user created: {}", user.getUsername());
	}

	@PostSaveReceiver(on = On.CREATED, dispatchUid = "create_user_profile")
	@Order(2)
	void createUserProfile(User user) {
		user.setProfile(this.profiles.save(new Profile(user)));
		logger.info("Profile created for {}", user.getUsername());
	}

	@PostSaveReceiver(dispatchUid = SAVE_USER_PROFILE, after = "create_user_profile")
	void saveUserProfile(User user) {
		Profile profile = user.getProfile();
		if (profile != null) {
			this.profiles.save(profile);
		}
	}

	@PostSaveReceiver(on = On.CREATED, delivery = Delivery.DURABLE, dispatchUid = "welcome_user")
	void welcome(User user) {
		this.mails.send(user.getEmail(), "Welcome, " + user.getUsername(), "Your account is ready.");
	}

	@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "log_user_deleted")
	void logDeleted(User user) {
		logger.info("User deleted: {}", user.getUsername());
	}

	@PostDeleteReceiver(delivery = Delivery.AFTER_COMMIT, dispatchUid = "log_profile_deleted")
	void logDeleted(Profile profile) {
		logger.info("Profile deleted: {}", profile.getUser().getUsername());
	}

}
