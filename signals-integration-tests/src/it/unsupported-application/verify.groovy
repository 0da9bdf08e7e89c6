// One analysis for the application, and one for the slice, which prints the same
def log = new File(basedir, 'build.log').text
assert log.contains('Refused, as expected, the application')
assert log.contains('Refused, as expected, the slice')
assert log.contains('APPLICATION FAILED TO START')
assert log.contains('Upgrade Spring Boot, use a version of Signals that supports it, or remove the dependency on Signals.')
return true
