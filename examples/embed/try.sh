#!/bin/sh
# Builds both projects against Gradus installed in target/embed, which nothing else uses, and tries them. Run by make embed.
set -eu
cd "$(dirname "$0")/../.."
. bin/find-jdk.sh
find_jdk java
export JAVA_HOME
java=$JAVA_HOME/bin/java
embed=$PWD/target/embed
mkdir -p "$embed"
# What is installed goes to a repository of its own; what was fetched before is read from the usual one.
mvn="./mvnw --batch-mode --quiet -Dmaven.repo.local=$embed/repository -Dmaven.repo.local.tail=$HOME/.m2/repository"

$mvn -Dquick -DskipTests -pl bom,all -am install

echo "== plain"
$mvn -f examples/embed/plain package
plain=examples/embed/plain/target/plain.jar
"$java" -cp $plain example.Train samples/spirals.csv arm "$embed/spirals.gradus"
"$java" -jar $plain "$embed/spirals.gradus" x=0.17 y=0.55 >"$embed/scalar.txt" 2>"$embed/said.txt"
cat "$embed/said.txt"
# Without flags it says once how to be faster, and nothing else.
[ "$(wc -l <"$embed/said.txt")" = 1 ] && grep -q "add-modules jdk.incubator.vector" "$embed/said.txt"
"$java" --add-modules jdk.incubator.vector -jar $plain "$embed/spirals.gradus" x=0.17 y=0.55 >"$embed/vectors.txt"
cat "$embed/scalar.txt"
cmp "$embed/scalar.txt" "$embed/vectors.txt"
"$java" -cp $plain example.ManyThreads "$embed/spirals.gradus"
"$java" --add-modules jdk.incubator.vector -cp $plain example.ManyThreads "$embed/spirals.gradus"

echo "== spring-boot"
$mvn -f examples/embed/spring-boot -Dmaven.test.redirectTestOutputToFile=true package
"$java" -jar examples/embed/spring-boot/target/service.jar --model="$embed/spirals.gradus" --server.port=0 >"$embed/service.log" 2>&1 &
service=$!
trap 'kill "$service"' EXIT
for _ in $(seq 120); do
    port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$embed/service.log")
    [ -z "$port" ] || break
    sleep 0.5
done
curl --silent --show-error --fail --json '{"x": "0.17", "y": "0.55"}' "http://localhost:$port/predict"
echo
