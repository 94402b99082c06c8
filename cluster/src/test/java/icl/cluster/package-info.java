/** Tests of what the module packages and of its scripts: they run processes, as a user does. */
package icl.cluster;
