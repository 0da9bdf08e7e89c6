package io.github.signals.sample.accounts;

import io.github.signals.On;
import io.github.signals.PostSaveReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Welcomes new users and keeps their profiles.
 */
@Component
class UserReceivers {

	static final String SAVE_USER_PROFILE = "save_user_profile";

	private static final Logger logger = LoggerFactory.getLogger(UserReceivers.class);

	private final ProfileRepository profiles;

	UserReceivers(ProfileRepository profiles) {
		this.profiles = profiles;
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

	@PostSaveReceiver(dispatchUid = SAVE_USER_PROFILE)
	@Order(3)
	void saveUserProfile(User user) {
		Profile profile = user.getProfile();
		if (profile != null) {
			this.profiles.save(profile);
		}
	}

}
