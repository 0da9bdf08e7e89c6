// What the application logged, in this order and nothing else
def said = new File(basedir, 'build.log').readLines()
	.findAll { it =~ /INFO .* tiny +: / }
	.collect { it.replaceFirst(/.* tiny +: /, '') }

assert said == [
	'in the transaction: kept, id 1, created true',
	'about to commit: kept',
	'after the commit: kept',
	'in the transaction: lost, id 2, created true',
	'rolled back: lost',
	'stored: 1 notes, 1 receipts'
]
return true
