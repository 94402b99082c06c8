/**
 * Servers that tests start on this machine, each in processes and with a class path of its own: an S3 endpoint and an HDFS.
 * Uses nothing of theirs but their commands and protocols. The modules below {@code cluster/servers/} name their jars.
 */
package icl.jobs.servers;
