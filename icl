#!/usr/bin/env bash
# icl: exact and simulated risks of in-context learning. Builds itself on first use and after a change, then runs.
# What it keeps lies in .icl/ beside it: the program as last built, and archives that let the JVM start faster.
set -euo pipefail

modules=(core jobs bench) # what is built; cluster/spark.sh, which uses the functions below, adds one

fail() {
    echo "icl: $1" >&2
    exit 1
}

# This file's folder, through symbolic links.
find_home() {
    local self=${BASH_SOURCE[0]} link
    while [[ -L $self ]]; do
        link=$(readlink "$self")
        [[ $link == /* ]] || link=${self%/*}/$link
        self=$link
    done
    [[ $self == */* ]] || self=./$self
    home=$(cd -P "${self%/*}" && pwd)
    state=$home/.icl
    lib=$home/jobs/target/lib
}

find_java() {
    if [[ -n ${JAVA_HOME:-} ]]; then
        java=$JAVA_HOME/bin/java
        [[ -x $java ]] || fail "Cannot find java: JAVA_HOME is $JAVA_HOME, which holds no bin/java"
    else
        java=$(type -P java) || fail "Cannot find java: install a JDK, 17 or later, or set JAVA_HOME"
    fi
    find_version
    jdk=${version%%[!0-9]*}
    [[ -n $jdk && $jdk -ge 17 ]] || fail "Cannot use $java: it is version ${version:-unknown} (must be 17 or later; set JAVA_HOME)"
}

# From the file that a JDK keeps beside its bin/: to ask java itself takes 50 ms.
find_version() {
    local real key value
    version=
    real=$(readlink -f "$java" 2>/dev/null) || real=$java
    if [[ -r ${real%/bin/java}/release ]]; then
        while IFS='=' read -r key value; do
            case $key in JAVA_VERSION | JAVA_RUNTIME_VERSION) version=${value//\"/} ;; esac
            [[ $key != JAVA_RUNTIME_VERSION ]] || break
        done <"${real%/bin/java}/release"
    fi
    [[ -n $version ]] || version=$("$java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
}

# The program is there and no source is newer. What was built from these sources is named in .icl/current.
is_built() {
    local module
    [[ -r $state/current ]] && app=$state/$(<"$state/current") && [[ -d $app && -d $lib ]] || return
    for module in "${modules[@]}"; do [[ -n $(cd "$app" && compgen -G "icl-$module*.jar") ]] || return; done
    [[ -z $(cd "$home" && find pom.xml "${modules[@]/%//pom.xml}" "${modules[@]/%//src/main}" -newer .icl/current -print -quit) ]]
}

# Runs in a subshell: its end gives the lock back.
build() {
    mkdir -p "$state" 2>/dev/null && [[ -w $state ]] || fail "Cannot build in $home: the folder is not writable"
    lock
    ! is_built || return 0 # somebody else did
    type -P mvn >/dev/null || fail "Cannot build: mvn is not on the PATH (install Maven, 3.8 or later)"
    echo "icl: building, once and after changes of the sources ..." >&2
    : >"$state/start" # older than any source that changes from now on
    if ! (cd "$home" && run_maven) </dev/null >"$state/build.log" 2>&1; then
        cat "$state/build.log" >&2
        fail "Cannot build: mvn package failed in $home (see above)"
    fi
    publish
}

run_maven() {
    local IFS=,
    mvn -q -B -ntp -DskipTests -Dspotless.check.skip package -pl "${modules[*]}"
}

lock() {
    if type -P flock >/dev/null; then
        exec 9>"$state/lock"
        flock 9
    else
        until mkdir "$state/lock.d" 2>/dev/null; do sleep 0.2; done
        trap 'rmdir "$state/lock.d"' EXIT
    fi
}

# Copies our own jars, so that the next build does not pull them from under a program that runs.
publish() {
    local new=app-$(date +%s)-$$ old
    mkdir "$state/$new" && copy_jars "$state/$new" && echo "$new" >"$state/new" &&
        touch -r "$state/start" "$state/new" && mv "$state/new" "$state/current" ||
        fail "Cannot build: mvn package left no program in $home, or $state is full"
    for old in "$state"/app-*; do
        [[ $old == "$state/$new" || $old == "${app:-}" ]] || rm -rf "$old"
    done
}

copy_jars() {
    local module
    for module in "${modules[@]}"; do cp "$home/$module"/target/icl-*.jar "$1" || return; done
}

# Few jars where Spark is not needed: the JVM opens every one when it looks for something that is in none.
find_classes() {
    local LC_ALL=C IFS=: jar jars=("$app"/icl-{core,jobs,bench}*.jar)
    case $1 in
        small) jars+=("$lib"/{picocli,jackson-core,snakeyaml-engine}-*.jar "$home"/core/target/lib/*.jar) ;;
        all)
            for jar in "$lib"/*.jar; do
                [[ $jar == "$lib"/icl-* ]] || jars+=("$jar")
            done
            ;;
    esac
    classes="${jars[*]}${ICL_CLASSPATH:+:$ICL_CLASSPATH}" # with kinds of the user's own
    [[ $1 != all || -z ${HADOOP_CONF_DIR:-} ]] || classes+=:$HADOOP_CONF_DIR # where Hadoop looks for core-site.xml
}

# Starting up: classes come from an archive that the first such run on a JDK leaves (icl.jobs.cli.SharedArchive).
start_flags() {
    local archive=$app/$1-$version.jsa
    flags=(-Xshare:auto -Xlog:disable -XX:-UsePerfData -Dicl.launcher=true)
    if [[ -e $archive ]]; then
        flags+=("-XX:SharedArchiveFile=$archive")
    elif [[ -z ${ICL_CLASSPATH:-}${HADOOP_CONF_DIR:-} ]]; then
        flags+=(-XX:+RecordDynamicDumpInfo "-Dicl.archive=$archive")
    fi
    ((jdk < 24)) || flags+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
}

# What Spark's own launcher opens to it, the heap of the driver, quiet logs, and this machine as the cluster.
spark_flags() {
    local memory=1g locally=yes package
    spark_options "$@"
    for package in lang lang.invoke lang.reflect io net nio util util.concurrent util.concurrent.atomic; do
        flags+=("--add-opens=java.base/java.$package=ALL-UNNAMED")
    done
    for package in jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
        flags+=("--add-opens=java.base/$package=ALL-UNNAMED")
    done
    # the Vector API, for what draws; Java prints a line of warning that nothing can turn off
    [[ $command == query || $command == figure || $command == report ]] || flags+=(--add-modules=jdk.incubator.vector)
    flags+=("-Xmx$memory" -XX:+UseParallelGC -Dio.netty.tryReflectionSetAccessible=true -Djava.awt.headless=true
        -Dlog4j2.configurationFile=icl/jobs/cli/log4j2.properties "-Dspark.master=local[*]" "-Dicl.name=$0")
    [[ ! -t 2 ]] || flags+=(-Dicl.terminal=true)
    if [[ -n $locally ]]; then
        export SPARK_LOCAL_IP=127.0.0.1 # works offline, and nothing listens beyond this machine
    else
        local IFS=, jars=("$app"/icl-{core,jobs,bench}*.jar "$home"/core/target/lib/*.jar "$lib"/{picocli,snakeyaml-engine}-*.jar)
        [[ -z ${ICL_CLASSPATH:-} ]] || jars+=("${ICL_CLASSPATH//:/,}")
        flags+=("-Dspark.jars=${jars[*]}") # what a cluster does not have
    fi
}

# Of the options after "--", those that must be known before the JVM starts; icl.jobs.cli.SparkOptions reads all.
spark_options() {
    local previous= option setting
    while (($#)) && [[ $1 != -- ]]; do shift; done
    for option; do
        case $option in --*=*) setting=$option ;; *) setting=$previous=$option ;; esac
        case ${setting#--conf=} in
            --driver-memory=* | spark.driver.memory=*) memory=${setting##*=} ;;
            --master=local | --master=local\[* | spark.master=local | spark.master=local\[*) ;;
            --master=* | spark.master=* | --properties-file=*) locally= ;;
        esac
        previous=$option
    done
    [[ $memory == *[!0-9]* ]] || memory+=m # as Spark reads it
}

# Which code makes the numbers; the table keeps it.
find_commit() {
    dirty=false
    [[ -e $home/.git ]] && commit=$(git -C "$home" rev-parse HEAD 2>/dev/null) || return
    [[ -z $(git -C "$home" status --porcelain 2>/dev/null) ]] || dirty=true
}

git_flags() {
    ! find_commit || flags+=("-Dicl.commit=$commit" "-Dicl.dirty=$dirty")
}

[[ ${BASH_SOURCE[0]} == "$0" ]] || return 0 # the functions are all that was asked for

find_home
[[ ${1:-} != reproduce ]] || exec "$home/docs/reproduce" "${@:2}"
find_java
if ! is_built; then
    (build) && is_built || exit 1
    "$home/icl" risk iid --dim 1 --length 1 >/dev/null 2>&1 || true # leaves its archive
fi

# names of files and SQL are UTF-8, also where no locale is set
[[ ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} == *[Uu][Tt][Ff]* ]] || export LC_ALL=C.UTF-8

main=icl.jobs.cli.Main
command=${1:-}
[[ $command == bench || " $* " != *" --help "* ]] || command=help
case $command in
    sweep | retry | query)
        find_classes all
        start_flags sweep
        spark_flags "$@"
        [[ $1 == query ]] || git_flags
        ;;
    figure | report)
        find_classes all
        start_flags "$1"
        spark_flags "$@"
        # the better compiler takes longer than it saves; without it the JVM reserves less for code than twelve figures take
        flags+=(-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m)
        ;;
    notebook) # the kernel of notebooks/run, which gives its classes and Jupyter's connection file
        find_classes all
        start_flags sweep
        spark_flags
        git_flags
        main=org.rapaio.jupyter.kernel.MainApp
        classes+=:$2
        shift 2
        ;;
    plan | status | verify | watch | compact | vacuum)
        find_classes all
        start_flags "$1"
        flags+=(-Xmx1g -XX:+UseParallelGC)
        ;;
    bench)
        find_classes all
        start_flags "$1"
        spark_flags "$@"
        main=icl.bench.Bench
        classes+=:$home/bench/target/lib/*
        shift
        ;;
    *)
        find_classes small
        start_flags risk
        flags+=(-Xmx1g -XX:+UseSerialGC)
        # one question is over before the better compiler has begun
        [[ " $* " == *" --batch"* ]] || flags+=(-XX:TieredStopAtLevel=1)
        ;;
esac
exec "$java" "${flags[@]}" -cp "$classes" "$main" "$@"
