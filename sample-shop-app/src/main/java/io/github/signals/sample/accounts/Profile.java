package io.github.signals.sample.accounts;

import java.time.LocalDate;

import io.github.signals.sample.auditing.TimeStamped;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What users say about themselves.
 */
@Entity
public class Profile extends TimeStamped {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	@OneToOne(optional = false)
	private User user;

	private String bio = "";

	private String location = "";

	private @Nullable LocalDate birthDate;

	@SuppressWarnings("NullAway.Init")
	protected Profile() {
	}

	Profile(User user) {
		this.user = user;
	}

	void describe(String bio, String location, @Nullable LocalDate birthDate) {
		this.bio = bio;
		this.location = location;
		this.birthDate = birthDate;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The profile is not saved yet");
		return this.id;
	}

	public User getUser() {
		return this.user;
	}

	public String getBio() {
		return this.bio;
	}

	public String getLocation() {
		return this.location;
	}

	public @Nullable LocalDate getBirthDate() {
		return this.birthDate;
	}

}
