package io.github.signals.sample.accounts;

import io.github.signals.sample.auditing.TimeStamped;
import io.github.signals.sample.search.Searchable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Somebody who orders in the shop.
 */
@Entity
@Table(name = "app_user")
public class User extends TimeStamped implements Searchable {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private @Nullable Long id;

	private String username;

	private String email;

	@OneToOne(mappedBy = "user", cascade = CascadeType.REMOVE)
	private @Nullable Profile profile;

	@SuppressWarnings("NullAway.Init")
	protected User() {
	}

	User(String username, String email) {
		this.username = username;
		this.email = email;
	}

	void rename(String username) {
		this.username = username;
	}

	void changeEmail(String email) {
		this.email = email;
	}

	void setProfile(Profile profile) {
		this.profile = profile;
	}

	@Override
	public Long getId() {
		Assert.state(this.id != null, "The user is not saved yet");
		return this.id;
	}

	public String getUsername() {
		return this.username;
	}

	public String getEmail() {
		return this.email;
	}

	public @Nullable Profile getProfile() {
		return this.profile;
	}

	@Override
	public String getSearchText() {
		return this.username + " " + this.email;
	}

}
