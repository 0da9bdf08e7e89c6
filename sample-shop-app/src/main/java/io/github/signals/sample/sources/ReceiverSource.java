package io.github.signals.sample.sources;

/**
 * The source of a receiver.
 *
 * @param uid the uid of the receiver
 * @param file the name of the file
 * @param line the line of the file at which the source starts
 * @param source the method with its comment and annotations
 */
record ReceiverSource(String uid, String file, int line, String source) {

}
