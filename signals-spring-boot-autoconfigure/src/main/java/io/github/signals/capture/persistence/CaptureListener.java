package io.github.signals.capture.persistence;

/**
 * A listener of ours, which belongs to the capture of one session factory.
 */
interface CaptureListener {

	FactoryCapture capture();

}
