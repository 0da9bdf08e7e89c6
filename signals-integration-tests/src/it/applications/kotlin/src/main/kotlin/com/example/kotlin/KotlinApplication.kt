package com.example.kotlin

import io.github.signals.Changes
import io.github.signals.Delivery
import io.github.signals.On
import io.github.signals.PostSaveReceiver
import jakarta.persistence.Entity
import jakarta.persistence.GeneratedValue
import jakarta.persistence.Id
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Profile
import org.springframework.data.jpa.repository.JpaRepository
import org.springframework.stereotype.Component
import org.springframework.stereotype.Service
import org.springframework.transaction.annotation.Transactional
import java.util.concurrent.CopyOnWriteArrayList

@Entity
data class Note(var text: String, @Id @GeneratedValue var id: Long? = null)

interface Notes : JpaRepository<Note, Long>

@Service
class NoteService(private val notes: Notes) {

	@Transactional
	fun create(): Long = notes.save(Note("tea")).id!!

	@Transactional
	fun change(id: Long) {
		notes.findById(id).orElseThrow().text = "coffee"
	}

}

@Component
class NoteReceivers {

	val heard = CopyOnWriteArrayList<String>()

	@PostSaveReceiver
	fun saved(note: Note, created: Boolean) {
		heard += (if (created) "created " else "updated ") + note.text
	}

	@PostSaveReceiver(on = [On.UPDATED], changed = ["text"], delivery = Delivery.AFTER_COMMIT)
	fun changed(note: Note, changes: Changes) {
		heard += "after the commit: ${changes.before("text")} is ${note.text}"
	}

}

@Component
@Profile("suspending")
class Suspending {

	@PostSaveReceiver
	suspend fun saved(note: Note) {
	}

}

@SpringBootApplication
class KotlinApplication

fun main(args: Array<String>) {
	runApplication<KotlinApplication>(*args).use { context ->
		val notes = context.getBean(NoteService::class.java)
		notes.change(notes.create())
		val heard = context.getBean(NoteReceivers::class.java).heard
		check(heard == listOf("created tea", "updated coffee", "after the commit: tea is coffee")) { "Heard $heard" }
	}
	val refused = runCatching { runApplication<KotlinApplication>("--spring.profiles.active=suspending").close() }
	val messages = generateSequence(refused.exceptionOrNull()) { it.cause }.joinToString { it.message ?: "" }
	check("A Kotlin 'suspend' function cannot be a receiver" in messages) { "Refused: $messages" }
}
