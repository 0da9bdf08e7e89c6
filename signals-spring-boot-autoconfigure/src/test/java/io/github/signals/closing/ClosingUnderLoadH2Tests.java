package io.github.signals.closing;

class ClosingUnderLoadH2Tests extends ClosingUnderLoadContract {

	@Override
	ClosingDatabase database() {
		return new ClosingDatabase("jdbc:h2:mem:closing-load;DB_CLOSE_DELAY=-1;USER=sa", "h2");
	}

}
