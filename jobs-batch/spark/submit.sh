#!/usr/bin/env bash
# Submits a bounded run to a Spark cluster: submit.sh [OPTIONS OF SPARK-SUBMIT] -- batch|reprocess DATASET [OPTIONS]
#
#   MILLRACE_SPARK_CLASSPATH   the class path of the run; without it, that of the launcher's build
#   SPARK_HOME   a Spark 4.2 whose bin/spark-submit is used; without one, the Spark that Millrace was built with submits
#
# What executors need beside Spark goes with the run (--jars). The input and the lake must stand under the same path on the
# driver and on every executor, such as a shared volume.
set -u

fail() {
    printf 'submit: %s\n' "$1" >&2
    shift
    [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
    exit 2
}

home=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd) || exit 2
options=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
    options+=("$1")
    shift
done
[ $# -gt 1 ] || fail "there is no verb" "submit.sh --master spark://host:7077 -- batch orders --input /data/orders --lake /data/lake"
shift
case $1 in batch | reprocess) ;; *) fail "$1 is not a run that Spark does: batch, reprocess" ;; esac

if [ -n "${MILLRACE_SPARK_CLASSPATH:-}" ]; then
    classpath=$MILLRACE_SPARK_CLASSPATH
else
    "$home/millrace" version >/dev/null || exit 2
    classpath=$(<"$home/.millrace/launcher/built/spark.classpath")
fi

# Spark, Scala and Hadoop's client are there already, wherever Spark is; the main jar is named apart.
main= jars=
IFS=:
set -f
for entry in $classpath; do
    case $entry in
        */millrace-cli-*.jar) main=$entry ;;
        */spark-*.jar | */scala-*.jar | */hadoop-client-*.jar) ;;
        *) jars=${jars:+$jars,}$entry ;;
    esac
done
set +f
unset IFS
[ -n "$main" ] || fail "the class path of Spark names no millrace-cli jar" "$home/millrace version"

# Google's metadata server is asked only where somebody says that there is one.
export NO_GCE_CHECK="${NO_GCE_CHECK:-true}"

# What spark-submit says to the JVM of a driver has to be said here when there is none.
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jvm=(-Dmillrace.home="$home" -Djdk.reflect.useDirectMethodHandle=false)
for module in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    jvm+=(--add-opens="java.base/$module=ALL-UNNAMED")
done
submit=("$java" "${jvm[@]}" -cp "$classpath" org.apache.spark.deploy.SparkSubmit)
[ -z "${SPARK_HOME:-}" ] || submit=("$SPARK_HOME/bin/spark-submit")
exec "${submit[@]}" --class io.millrace.cli.Main --conf "spark.driver.extraJavaOptions=-Dmillrace.home=$home" \
    --jars "$jars" ${options[@]+"${options[@]}"} "$main" "$@" --runner spark
