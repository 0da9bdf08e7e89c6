package io.github.signals.sample.accounts;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

record UserResponse(long id, String username, String email, @Nullable Instant created, @Nullable Instant modified,
		@Nullable ProfileResponse profile) {

	static UserResponse of(User user) {
		Profile profile = user.getProfile();
		return new UserResponse(user.getId(), user.getUsername(), user.getEmail(), user.getCreated(),
				user.getModified(), (profile != null) ? ProfileResponse.of(profile) : null);
	}

	record ProfileResponse(long id, String bio, String location, @Nullable LocalDate birthDate,
			@Nullable Instant created, @Nullable Instant modified) {

		static ProfileResponse of(Profile profile) {
			return new ProfileResponse(profile.getId(), profile.getBio(), profile.getLocation(), profile.getBirthDate(),
					profile.getCreated(), profile.getModified());
		}

	}

}
