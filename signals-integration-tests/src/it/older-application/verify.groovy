// What the application said, in this order and nothing else
def said = new File(basedir, 'build.log').readLines()
	.findAll { it =~ /INFO .* older +: / }
	.collect { it.replaceFirst(/.* older +: /, '') }

assert said.remove(0) =~ /^Boot 4\.0\.\d+, Hibernate 7\.2\.\d+/
assert said == [
	'created Emma',
	'created Draft',
	'created Persuasion',
	'authors: added [Jane], removed []',
	'after the commit: created Emma',
	'after the commit: created Persuasion',
	'after the commit: created Draft',
	'updated {slug=persuasion (revised), title=Persuasion (revised)}',
	'updated {tags=[classic, novel]}',
	'authors: added [], removed [Jane]',
	'after the commit: updated Persuasion (revised)',
	'after the commit: updated Emma',
	'UPDATE of 1 Book',
	'updated {slug=sanditon, title=Sanditon}',
	'after the commit: updated Sanditon',
	'deleting Emma!',
	'deleted Emma!',
	'deleting Persuasion (revised)',
	'deleted Persuasion (revised)',
	'deleted Note[id=1, text=buy tea]',
	'deleted Note[id=2, text=buy milk]',
	'UPDATE of 1 Note',
	'book [Sanditon, sanditon, null]',
	'notes [WRITE]'
]
return true
