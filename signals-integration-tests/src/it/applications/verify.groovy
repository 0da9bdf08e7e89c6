// Each application compares what it hears by itself; here are the jars that they have got
import java.util.jar.JarFile

def jars = []
new File(basedir, '../../local-repo/io/github/signals').eachFileRecurse { file ->
	if (file.name ==~ /signals-.*\.jar/ && !(file.name =~ /-(sources|javadoc|tests)\.jar/)) {
		jars << file
	}
}
def modules = jars.collectEntries { jar ->
	[jar.parentFile.parentFile.name, new JarFile(jar).manifest.mainAttributes.getValue('Automatic-Module-Name')]
}

assert modules == [
	'signals-durable-spring-boot-starter': 'io.github.signals.starter.durable',
	'signals-spring-boot-autoconfigure': 'io.github.signals',
	'signals-spring-boot-starter': 'io.github.signals.starter',
	'signals-spring-boot-starter-test': 'io.github.signals.starter.test',
	'signals-spring-boot-test': 'io.github.signals.test'
]
return true
