// What each life of the application logged, and nothing else, whichever thread was first
def said = new File(basedir, 'build.log').readLines()
	.findAll { it =~ /INFO .* restarted +: / }
	.collect { it.replaceFirst(/.* restarted +: /, '') }

def saved = { life, status ->
	['connected', 'in the transaction', 'before the commit', 'after the commit', 'on another thread']
		.collect { "life $life: parcel $life $status, $it" }
}
def expected = (1..3).collectMany { life ->
	["life $life: 6 of 6 receivers are of the RestartClassLoader, the library of the AppClassLoader"] +
		saved(life, 'PACKED') + saved(life, 'SENT')
}
expected += [
	'life 2: parcel 1 SENT, durably, it was PACKED',
	'life 2: parcel 2 SENT, durably, it was PACKED',
	'life 3: parcel 3 SENT, durably, it was PACKED',
	'life 3: 0 objects of the life before are kept'
]

assert said.sort() == expected*.toString().sort()
return true
