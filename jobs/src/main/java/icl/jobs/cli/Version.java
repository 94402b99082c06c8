package icl.jobs.cli;

import icl.jobs.schema.Program;
import picocli.CommandLine.IVersionProvider;

/** {@code icl 1.2.3 on Java 17.0.15}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"icl " + Program.here().version() + " on Java " + System.getProperty("java.version")};
    }
}
