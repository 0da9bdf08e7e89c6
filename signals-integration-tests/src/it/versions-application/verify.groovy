// What the application said on each Spring Boot, in this order and nothing else
def said = new File(basedir, 'build.log').readLines()
	.findAll { it =~ /INFO .* versions +: / }
	.collect { it.replaceFirst(/.* versions +: /, '') }

def story = [
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
def versions = [/Boot 4\.0\.\d+, Hibernate 7\.2\..*/, /Boot 4\.[1-9]\d*\.\d+, Hibernate .*/]
versions.each { version ->
	assert said.remove(0) ==~ version
	assert said.take(story.size()) == story
	said = said.drop(story.size())
}
assert said == []
return true
