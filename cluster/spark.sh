# What the scripts beside this file share: the functions of icl, a Spark home, the place of the standalone cluster.
source "${BASH_SOURCE[0]%/*}/../icl"
modules+=(cluster)

# The program, a JDK and a Spark home: the user's own if SPARK_HOME names one, else the one that Maven makes.
prepare() {
    find_home
    find_java
    find_spark
    if ! is_built || [[ ! -d $spark_home/jars ]]; then
        [[ -d $spark_home/jars ]] || rm -f "$state/current" # what is missing is built with the rest
        (build) && is_built || exit 1
    fi
    job=$app/icl-job.jar
}

find_spark() {
    standalone=$home/cluster/target/standalone
    spark_home=${SPARK_HOME:-$home/cluster/target/spark-home}
    [[ -z ${SPARK_HOME:-} || -d $spark_home/jars ]] ||
        fail "Cannot use SPARK_HOME: $spark_home holds no jars/ (must be the folder of a Spark 4 distribution; unset it to use our own)"
    export SPARK_HOME=$spark_home SPARK_SCALA_VERSION=2.13
}

# The processes of the standalone cluster: id, and what it is (master, worker-1, ...).
find_processes() {
    LC_ALL=C.UTF-8 ps -A -ww -o pid=,args= | mark=" -Dicl.standalone=$standalone/" awk '{
        at = index($0, ENVIRON["mark"]) # no pattern: a path may hold any character
        name = substr($0, at + length(ENVIRON["mark"]))
        if (at && match(name, /^[a-z0-9.-]+ /)) print $1, substr(name, 1, RLENGTH - 1)
    }'
}

# The address of the master, when it runs.
find_master() {
    [[ -r $standalone/url && $'\n'$(find_processes)$'\n' == *' master'$'\n'* ]] && master=$(<"$standalone/url")
}
