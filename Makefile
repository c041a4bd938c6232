# The front door. Everything here is one of a few plain commands; see each line.
MVN = ./mvnw --batch-mode --quiet
# The public tables lie beside the repository, not in it.
DATA = ../shared/data
# The modules whose interface make apidoc shows.
PUBLISHED = core cpu nn io explain testkit

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

check: ## everything CI judges: compile with all checks, all tests, format, coverage of core
	@.ci/run

test: ## the tests only, without the checks of the compiler
	@$(MVN) -Dquick test

fmt: ## format all Java sources
	@$(MVN) spotless:apply

golden: ## write the recorded public surface, messages and plans anew; read the diff before you commit it
	@$(MVN) -Dquick -Dgradus.golden=write -pl house -am test -Dtest='ApiGoldenTest,OpTypingTest,PlanGoldenTest,WorkedExplanationsTest,ConfigTest' -Dsurefire.failIfNoSpecifiedTests=false
	@git diff --stat -- golden

accuracy: ## train nine public tables by the defaults, beside their floors; DATA=folder, TABLES="name …"
	@./gradus run examples/src/main/java/gradus/examples/TableAccuracy.java "$(DATA)" $(TABLES)

results: ## train every architecture on real data and print what it reaches (hours); DATA=folder, PROGRAMS="name …"
	@./gradus run examples/src/main/java/gradus/examples/architecture/Results.java "$(DATA)" $(PROGRAMS)

explained: ## write docs/explained anew: one explained step of each architecture
	@./gradus run examples/src/main/java/gradus/examples/explained/ExplainedArchitectures.java docs/explained

explaining: ## how long explaining a step of large networks takes, and how long the documents are
	@./gradus run examples/src/main/java/gradus/examples/explained/ExplainTimes.java

bench: ## Gradus beside its peers (docs/performance.md); WORKLOADS="W1 W8", PEERS="plain pytorch", THREADS="2 1", WINDOWS=7, PYTHON=python3
	@$(MVN) -Dquick -pl bench -am test-compile
	@. bin/find-jdk.sh && find_jdk java && "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp bench/target/classes:nn/target/classes:onednn/target/classes:cpu/target/classes:core/target/classes \
	    gradus.bench.Bench workloads="$(WORKLOADS)" peers="$(PEERS)" threads="$(THREADS)" windows="$(WINDOWS)" python="$(PYTHON)"

kernels: ## single operations by JMH; KERNELS="product convolution", or any options of JMH
	@$(MVN) -Dquick -pl bench -am test-compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.outputFile=target/classpath
	@. bin/find-jdk.sh && find_jdk java && "$$JAVA_HOME/bin/java" -cp bench/target/test-classes:bench/target/classes:nn/target/classes:onednn/target/classes:cpu/target/classes:core/target/classes:$$(cat bench/target/classpath) \
	    org.openjdk.jmh.Main $(KERNELS)

scaling: ## how time grows with batch, width, depth, length and rows (docs/scaling.md); ROWS=10000000, SECONDS_EACH=3, QUICK=true
	@$(MVN) -Dquick -pl bench -am test-compile
	@. bin/find-jdk.sh && find_jdk java && "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -cp bench/target/classes:nn/target/classes:onednn/target/classes:cpu/target/classes:core/target/classes \
	    --add-modules jdk.incubator.vector gradus.bench.scaling.Scaling rows="$(ROWS)" seconds="$(SECONDS_EACH)" quick="$(QUICK)"

apidoc: ## write the pages of the Java interface to target/apidoc; every link and tag is checked
	@$(MVN) -Dquick -pl core,cpu,nn,io,explain,testkit test-compile org.apache.maven.plugins:maven-dependency-plugin:build-classpath -DexcludeGroupIds=io.gradus -Dmdep.outputFile=target/classpath
	@. bin/find-jdk.sh && find_jdk javadoc && "$$JAVA_HOME/bin/javadoc" -quiet -d target/apidoc -encoding UTF-8 --snippet-path examples/src/main/java/gradus/examples/api -Xdoclint:all,-missing \
	    -overview docs/api.md -doctitle "Gradus" -windowtitle "Gradus" --add-modules jdk.incubator.vector \
	    $(foreach m,$(PUBLISHED),--module-source-path gradus.$(m)=$(m)/src/main/java --module gradus.$(m)) \
	    --module-path "$$(cat io/target/classpath):$$(cat testkit/target/classpath)"
	@echo "target/apidoc/index.html"

embed: ## build and try the projects that embed Gradus (examples/embed); fetches Spring Boot once
	@examples/embed/try.sh

startup: ## how long ./gradus train and ./gradus predict take until they show something
	@$(MVN) -Dquick -pl bench -am test-compile
	@. bin/find-jdk.sh && find_jdk java && "$$JAVA_HOME/bin/java" -cp bench/target/classes gradus.bench.scaling.Startup

torch: ## write golden/torch anew; needs Python with PyTorch
	@for script in torch_golden gpt llama functions composed bfloat16 conv imports; do python3 tools/golden/$$script.py golden/torch; done

look: ## walk through pages of explanations in Chromium and take pictures; PAGES="a.html …", PICTURES=folder
	@. bin/find-jdk.sh && find_jdk java && "$$JAVA_HOME/bin/java" tools/page/Look.java "$(PICTURES)" $(PAGES)

size: ## lines of Java by module: main, tests, longest file
	@for m in */src/main/java; do m=$${m%%/*}; \
	    main=$$(find $$m/src/main -name '*.java' -exec cat {} + 2>/dev/null | wc -l); \
	    tests=$$(find $$m/src/test -name '*.java' -exec cat {} + 2>/dev/null | wc -l); \
	    longest=$$(find $$m/src/main -name '*.java' -exec wc -l {} + 2>/dev/null | grep -v ' total$$' | sort -rn | head -n 1 | awk '{ n = split($$2, p, "/"); print $$1, p[n] }'); \
	    printf '%-10s main %6d   tests %6d   longest %s\n' $$m $$main $$tests "$$longest"; done

clean: ## remove every build output
	@$(MVN) clean

.PHONY: help check test fmt golden accuracy results explained explaining bench kernels scaling apidoc embed startup torch look size clean
.DEFAULT_GOAL := help
